"""What the words of a document disclose besides faces and retention: one entry for each matter.

See `lexicon.py` on the form of the patterns. Labels of tables and forms are in `labels.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.examine.documents.lexicon import FACE


@dataclass(frozen=True)
class Disclosure:
    """A matter that words can disclose.

    Attributes:
        topic: the last word of the observation's topic (`text.<topic>`).
        item: the member of `notice.items` it amounts to, or empty.
        words: what it means, one English sentence.
        patterns: regular expressions, any of which shows it.
        near_data: the match counts only close to words about data, cameras or faces, because the
            same words are common on other matters.
        unless_before: it does not count where this is just before it in the sentence.
        unless_after: it does not count where this follows it in the sentence.
        term: the member of `notice.terms` it amounts to, or empty.
    """

    topic: str
    item: str
    words: str
    patterns: tuple[str, ...]
    near_data: bool = False
    unless_before: str = ""
    unless_after: str = ""
    term: str = ""


_NOT_EN = r"(?:\bnot\b|n['’]t\b|\bnever\b|\bno\b|\bneither\b|\bnor\b|\bwithout\b|\bcannot\b)"
_NOT_ZH = r"(?:不|未|没有|无|勿|禁止|严禁|绝不|不得|并非)"

_AIMS = (
    r"(?:check|verify|confirm|let|make|keep|stop|prevent|detect|deter|combat|protect|improve"
    r"|identif|recogni[sz]e|count|measure|manage|speed|settle|open|admit|allow|enable|ensure|help"
    r"|reduce|cut|find|spot|determine|see who|decide|secure|authenticat|pay|complete|attribut)\w*"
)
_OTHERS = (
    r"(?:third[- ]part(?:y|ies)|partners?\b|affiliat\w+|group compan(?:y|ies)|subsidiar\w+"
    r"|(?:service |ticketing |cloud |hosting )?providers?\b|processors?\b|suppliers?\b|vendors?\b"
    r"|contractors?\b|insurers?\b|advertis\w+|other compan(?:y|ies)|police\b|authorit(?:y|ies)\b"
    r"|(?-i:[A-Z])[\w&.-]+(?: (?-i:[A-Z])[\w&.-]+){0,3})"
)
_OTHERS_ZH = (
    r"(?:第三方|合作方|合作伙伴|合作商户?|合作公司|渠道(?:公司|方|商)|合作机构|合作单位|关联公司|关联方|关联企业|集团(?:内|公司|成员)"
    r"|供应商|服务商|技术公司|运营商|其他公司|其他主体|广告商|公安机关|短信服务|云服务"
    r"|赞助(?:商|单位|方)|主办(?:单位|方)|承办(?:单位|方))"
)
_CARDS = (
    r"(?:身份证|二维码|会员码|扫码|门票|年卡|门禁卡|校园卡|工牌|会员卡|刷卡|密码|人工|证件|IC卡|纸质票|钥匙|登记|保安"
    r"|前台|柜台|现金|手机号|短信)"
)
_CARDS_EN = (
    r"(?:cards?|tickets?|(?:qr )?codes?|passports?|badges?|key ?fobs?|fobs?|keys?|pin|staff|staffed"
    r"|counter|desk|reception|side door|other (?:door|lane|gate|entrance))"
)
_TERMS_ZH = r"(?:协议|条款|规则|政策|约定|规定|须知|合同|声明|章程|办法)"
_TERMS_EN = r"(?:terms|agreement|conditions|rules|polic(?:y|ies)|notice)"
_OFFERS_ZH = r"(?:推送|推广|营销|商业信息|广告|合作方|关联公司|第三方|全部条款|用户协议|隐私政策)"

DISCLOSURES: tuple[Disclosure, ...] = (
    Disclosure(
        "purpose",
        "purpose",
        "The words name a purpose.",
        (
            r"\bfor (?:the )?purposes?\b|\bpurposes? (?:is|are|of (?!visit|travel))|\bin order to\b"
            r"|\bso that\b(?! you (?:can|may) (?:read|contact))"
            r"|\b(?:is|are|will be|be|only) used (?:to|for|in)\b"
            r"|\bfor (?:your |the |our |everyone['’]s )?(?:\w+ )?(?:safety|security|access control"
            r"|(?:crime|theft|fraud|loss) prevention|identification|attendance|age verification"
            r"|visitor management|marketing|payment|billing|statistics|analytics)\b"
            r"|\b(?:use[sd]?|using|collect\w*|captur\w*|record\w*|take[sn]?|recogni[sz]\w*|scan\w*"
            r"|monitor\w*|kept|keeps?|process\w*|operat\w*|compar\w*|match\w*|installed)\b"
            rf"[^.;\n]{{0,70}}? to {_AIMS}\b"
            rf"|\bto {_AIMS}\b[^.;\n]{{0,50}}\b(?:theft|crime|entry|who may enter|visitors?"
            rf"|members?"
            r"|shoplifting|burglary|vandalism|fraud|staff|identity|safety|security|queues?"
            r"|tickets?|cards?|badges?)\b"
            r"|目的(?:[：:是为在包]|仅?限)|用途|用于|用来|用作|旨在|以便|以供|作为[^。；，,\n]{0,16}依据"
            r"|为[^。；，,\n]{1,20}之?目的|(?:为了|为确保|为保障|为维护|为保证)"
            r"|(?:^|[、，。；：\s])为(?!此|避免|您服务|由)[^。；，,\n]{2,20}，"
            rf"|\bto record attendance\b|(?:^|[.!?\n] ?)to {_AIMS}\b[^.;\n]{{0,60}},"
            rf"|\bcameras?\b[^.;\n]{{0,30}} to {_AIMS}"
            r"|\b(?:keeps?|stops?|prevents?) [^.;\n]{0,30}\bfrom being\b"
            r"|为(?:提升|提高|加强|方便|提供|防止|便于|实现|核验|核实|统计|识别|配合|落实|规范|预防)"
            r"|(?:^|[，,。；;：:\s])(?:以)?(?:方便|便于|防止|防范)(?=[\u4e00-\u9fff])"
            r"|(?:提升|提高|加快)[^。；，,\n]{0,8}(?:效率|体验|速度)"
            r"|[仅只]?作[^。；，,\n]{2,12}之用"
            r"|以(?:核验|核实|确认|统计|识别|防止|判定|判断|完成|保障)",
        ),
        near_data=True,
        unless_before=(
            r"(?:超出|超过|约定|其他|无关|不得|不|未|避免|改变|变更)[^。；，,\n]{0,6}$"
            r"|(?:不会?|不得|未|从不|没有)(?:将|把|以)[^。；，,\n]{0,14}$"
            rf"|{_NOT_EN}(?: (?!(?:and|but|only|just|solely|merely|other|except)\b)\w+){{0,6}} ?$"
        ),
        unless_after=r"^[^。；，,\n]{0,3}(?:之外|以外|无关)",
    ),
    Disclosure(
        "manner",
        "manner",
        "The words say how faces or data are taken or compared.",
        (
            r"\bby (?:means of )?(?:a |the |our )?(?:\w+ )?(?:cameras?|gates?|terminals?"
            r"|turnstiles?)\b"
            r"|\b(?:compar|match|check)\w*\b[^.;\n]{0,50}? (?:with|to|against) (?:the|a|an|our|your"
            r"|those|that|templates?|pictures?|photos?|list|what)\b"
            r"|\bautomatic(?:ally)? (?:recogni|compar|captur)\w*"
            r"|\b(?:makes?|made|creat\w+|turn\w*|convert\w*"
            r"|extract\w*)\b[^.;\n]{0,40}\btemplates?\b"
            r"|处理方式|采集方式|收集方式|识别方式|(?:通过|利用|借助|由|经)[^。；，,\n]{0,14}(?:摄像|相机|闸机"
            r"|终端|设备|门禁|考勤机|识别机|门口机|一体机)"
            r"|(?:进行|自动)?比对|自动(?:识别|采集|抓拍|核验)|抓拍|提取[^。；，,\n]{0,8}特征"
            r"|(?:闸机|终端|设备|系统|摄像机|摄像头)(?:(?![不未没无])[^。；，,\n]){0,8}(?:拍摄|采集|识别)",
        ),
        near_data=True,
        unless_before=(
            r"(?:不|未|没有|不会)(?:进行|再|予|作)?$"
            r"|(?:不|未|没有|不会)(?:安装|启用|使用|采用|开启|进行|设置|配备)[^。；，,\n]{0,8}$"
        ),
    ),
    Disclosure(
        "kinds",
        "kinds",
        "The words name kinds of data.",
        (
            r"\b(?:categories|kinds|types) of (?:personal )?(?:data|information)\b"
            r"|\bfac(?:e|ial)[- ]?(?:data|images?|pictures?|photos?|templates?"
            r"|features?|information|geometry|prints?)\b"
            r"|\b(?:images?|photos?|pictures?) of (?:your|my|the|their|a|every) faces?\b"
            r"|(?:采集|收集|处理)的?(?:个人)?信息(?:包括|包含|为|有)"
            r"|信息(?:的)?(?:种类|类型|类别)|(?:人脸|面部|脸部|人像)(?:信息|图像"
            r"|图片|照片|特征|数据|影像)",
        ),
    ),
    Disclosure(
        "operator_named",
        "name",
        "The words name the operator.",
        (
            r"\b(?:operated|controlled|managed|provided) by [A-Z]\w+|\brun by (?-i:[A-Z])\w+"
            r"|\b(?:operator|data controller|controller|company) ?[:：] ?\w"
            r"|\b(?:data )?controller\b ?(?:is|:)"
            r"|(?-i:\b[A-Z][\w&.]+(?: [A-Z&][\w&.]*){0,5},? (?:Ltd|Limited|Inc|LLC|GmbH"
            r"|Corp|Co\.|plc|PLC|S\.A\.|AG)\b)"
            r"|处理者(?:名称)?[:：为是]|[\u4e00-\u9fff]{2,20}(?:有限公司|股份公司"
            r"|有限责任公司|管理处|管委会|管理委员会|动物世界|动物园|物业公司|物业服务中心)",
        ),
    ),
    Disclosure(
        "contact",
        "contact",
        "The words give a contact.",
        (
            r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,24}"
            r"|\b(?:phone|tel|telephone|hotline|call|contact|mob|mobile|fax"
            r"|questions)\b\.?[^.。\n]{0,40}?"
            r"\+?\d[\d ()-]{5,}"
            r"|\bcontact (?:us|our|the)\b[^.\n]{0,60}\b(?:at|via|through|by)\b"
            r"|(?:联系|电话|热线|咨询|客服|致电|投诉|邮箱|来电|详询|垂询|中心|服务台)[^。；\n]{0,24}?\d["
            r"\d-]{4,}"
            r"|[:：] ?(?:0\d{2,3}-?\d{7,8}|400-?\d{3}-?\d{4}|1[3-9]\d{9})(?!\d)"
            r"|(?:联系|咨询)(?:我们|本园|工作人员|前台|服务台|客服)|服务台(?:咨询|联系)",
        ),
    ),
    Disclosure(
        "rights",
        "rights",
        "The words name rights of the person, such as withdrawal or deletion.",
        (
            r"\bwithdraw (?:your |my |the |their |this )?consent\b"
            r"|\b(?:you|I|members?|visitors?|guests?|residents?|tenants?|employees?|customers?) "
            r"(?:may|can|are free to) withdraw(?: it| this| that)? (?:at any ?time|any ?time"
            r"|whenever)\b(?! from)"
            r"|(?:随时|可以?)[^。；，,\n]{0,4}取消(?:本|该|此项|上述)?授权"
            r"|(?:想|要|如需)[^。；，,\n]{0,4}(?:注销|删除|撤回)[^。；\n]{0,10}(?:到|联系|拨打|请|找)"
            r"|\bopt[- ]?out\b"
            r"|\bright(?:s)? (?:to|of) (?:access|erasure|deletion|delete|object|withdraw\w*"
            r"|correct\w*"
            r"|rectif\w*|complain)"
            r"|\b(?:request|ask (?:us )?(?:for|to)|demand) (?:the )?(?:access|deletion|delete"
            r"|erasure"
            r"|erase|correction|correct|removal|remove|a copy)\b|\byour rights\b"
            r"|\bdelete your\b|\b(?:have|has) (?:it|them|your (?:\w+ )?(?:data|image|picture"
            r"|information)) (?:deleted|erased|removed|corrected)"
            r"|\bask you to (?:delete|erase|correct|send)\b"
            r"|如?需(?:要)?[^。；，,\n]{0,8}(?:查询|查阅|删除|更正|撤回)"
            r"|(?:有权|可以?|申请|要求|请求|随时)[^。；\n]{0,16}(?:查阅|查询|复制|更正"
            r"|删除|撤回|撤销|注销|拒绝处理)"
            r"|(?:随时|可以?)[^。；\n]{0,16}(?:关闭|退出)[^。；\n]{0,6}(?:刷脸|人脸)"
            r"|撤回(?:本|该|上述)?同意|(?:查阅|查询|复制|更正|删除|撤回)[^。；\n]{0,10}(?:权利|的权"
            r"|方式|途径|渠道|申请)|行使[^。；\n]{0,8}权利|您的权利",
        ),
        unless_before=r"(?:不可|无权|不得|不能|无法|放弃|\bno |\bnot |cannot )[^。.;；]{0,8}$",
    ),
    Disclosure(
        "necessity",
        "necessity",
        "The words give a reason why the data are necessary.",
        (
            r"\bnecessity (?:of|for|is|to)\b|\bnecessary (?:for|to|because)\b"
            r"|\bstrictly necessary\b"
            r"|\b(?:considered|deemed|found|regarded as) necessary\b"
            r"|必要性|所必[需须]|确有必要|充分的?必要",
        ),
        near_data=True,
        unless_before=(
            r"(?:\bas|\bif|\bwhere|\bwhen|\bnot|\blonger than|\buntil|不具有|没有"
            r"|缺乏)(?: \w+){0,3} ?$"
        ),
    ),
    Disclosure(
        "impact",
        "impact",
        "The words name effects on the person.",
        (
            r"\b(?:impact|effects?|consequences?|risks?) (?:on|to|for) (?:you|your"
            r"|individuals?|people|persons?|the rights|personal)\b"
            r"|\b(?:if|where) [^.;\n]{0,30}\bleak\w*[^.;\n]{0,60}"
            r"|(?:对|给)[^。；，,\n]{0,14}(?:个人|您|权益|权利|隐私|人身|财产)[^。；，,\n]{0,14}(?:影响"
            r"|风险|危害|损害)|(?:影响|风险)(?:及|和|与)?(?:保护措施|告知|提示)"
            r"|(?:泄露|泄漏|滥用|丢失)[^。；\n]{0,16}(?:可能|会|将)[^。；\n]{0,8}(?:导致|造成|危及|影响|被)"
            r"|可能(?:导致|造成|危及)[^。；\n]{0,14}(?:人身|财产|身份|隐私|权益|名誉)",
        ),
        near_data=True,
        unless_before=r"(?:不会|不|没有|无)(?:产生|造成|带来)?$",
        unless_after=r"^[^。；，,\n]{0,4}(?:不产生影响|没有影响|无影响)",
    ),
    Disclosure(
        "alternative",
        "alternative",
        "The words offer another way.",
        (
            r"\b(?:alternative(?:ly)?|another way|other (?:ways?|means|methods?"
            r"|options?) (?:in|of|to)|instead of (?:face|facial|your face))\b"
            r"|\bmanual (?:check|lane|entry|verification|inspection|gate)\b|\bstaffed (?:gat"
            r"e|lane|entrance|desk|counter)\b"
            r"|\b(?:you may|you can|may also|can also)(?: also| instead)? (?:use"
            r"|show|choose|enter with|present|scan) [^.;\n]{0,40}\b(?:cards?|tickets?"
            r"|codes?|passport|id\b|staff|counter|lane)"
            r"|\b(?:rather not|prefer not|do(?:es)? not (?:want|wish|consent)|don['’]t (?:want"
            r"|wish)"
            r"|withdraw|without (?:using )?(?:face|facial|your face))\b"
            rf"(?:(?!\b(?:cannot|not|no|refused|denied)\b)[^\n]){{3,110}}?\b{_CARDS_EN}\b"
            r"|(?:其他|其它|另外|替代|非人脸)(?:的)?(?:身份)?(?:验证|核验|入园"
            r"|入场|识别|进入|通行|认证|检票|支付)?(?:方式|方案|途径|通道|方法)"
            r"|人工(?:通道|核验|检票|验票|窗口|登记|服务|入口|审核|验证)"
            r"|(?:可|可以|也可|亦可|还可|也可以|后改)(?:选择|使用|凭|通过|持|出示|改用"
            rf"|刷|用)[^。；，,\n]{{0,12}}{_CARDS}"
            rf"|\b(?:may|can) (?:also |instead |always )?(?:use|show|present|choose|scan"
            rf"|take) [^.;\n]{{0,40}}"
            rf"\b{_CARDS_EN}\b|\bby face(?: recognition)? or (?:by |with )?(?:a )?{_CARDS_EN}\b"
            rf"|(?:刷脸|人脸(?:识别)?)(?:或者?|、|和)(?:刷|出示)?{_CARDS}"
            r"|或者?(?:直接|选择)?(?:扫码|刷卡|付现|现金|输入?密码|出示)"
            r"|(?:不愿|不想|不同意|不便|不使用|未授权|撤回(?:同意)?后)[^。；\n]{0,20}"
            rf"(?:请|可|改|选|凭|持)(?:(?!不得|不能|无法)[^。；\n]){{0,12}}{_CARDS}"
            rf"|(?:照旧|仍旧|依旧|仍然?可|照常)(?:可以?)?(?:使用|凭|用|刷)[^。；，,\n]{{0,12}}{_CARDS}"
            rf"|\b{_CARDS_EN} (?:also |still )?works? (?:too|(?:just )?as well|instead|equally)\b"
            rf"|(?:保留|提供)(?:了)?[^。；，,\n]{{0,6}}{_CARDS}[^。；，,\n]{{0,8}}(?:方式|通道)",
        ),
        unless_before=(
            r"(?:不提供|没有|无|不再提供|不设|取消|停用|不支持|不接受|不可使用"
            r"|\bno\b|\bnot\b|n['’]t|without|never)[^。.;；]{0,14}$"
        ),
        unless_after=(
            r"^[^。.;；\n]{0,14}(?:已取消|已停用|将停用|已停止|不再|已关闭|不可用|停用"
            r"|取消|not available|no longer|not accepted|is not|are not|unavailable"
            r"|cannot)"
        ),
    ),
    Disclosure(
        "sharing",
        "",
        "The words say that data go to others.",
        (
            r"\b(?:shar(?:e[sd]?|ing)|disclos\w+|transfer\w*|pass(?:e[sd]|ing)?(?: on)?|sell|sold"
            r"|provided?|sent|send|made available)\b(?:(?!\bfrom\b)[^.;\n]){0,60}?"
            rf"\b(?:to|with)\b[^.;\n]{{0,24}}?\b{_OTHERS}"
            r"|\b(?:engage|use|appoint)s?\b[^.;\n]{0,50}\bas an? (?:sub-?)?processor\b"
            r"|\b(?:processor|provider)\b[^.;\n]{0,40}\b(?:on behalf of|for) (?:us|the controller)"
            r"|\bthe processor (?:shall|will|may)? ?(?:operates?|process\w*|hosts?)\b"
            r"|(?:提供|共享|转让|披露|转移|传输|交由|转交|出售)(?:给|至|予)?[^。；，,\n]{0,14}"
            rf"{_OTHERS_ZH}|(?:向|与|和|同)[^。；，,\n]{{0,14}}{_OTHERS_ZH}[^。；，,\n]{{0,10}}"
            r"(?:提供|共享|分享|披露|传输)|委托[^。；，,\n]{0,12}(?:处理|存储|保管|运维)",
        ),
        near_data=True,
        unless_before=(
            rf"{_NOT_ZH}[^。；\n]{{0,12}}$|{_NOT_EN}[^.;\n]{{0,60}}$"
            r"|(?:如|若|确需|未经|除非|是否|有无|有没有)[^。；，,\n]{0,16}$|\b(?:if|unless|before"
            r"|whether)\b[^.;\n]{0,40}$"
        ),
        unless_after=r"^[^。.;；\n]{0,30}(?:须|应当?|需)(?:另行|事先|单独)?(?:取得|征得|经)",
    ),
    Disclosure(
        "change_at_will",
        "",
        "The words let the operator change the terms at will.",
        (
            r"(?:有权|可|可以|保留)[^。；\n]{0,16}(?:随时|单方|自行|任意)[^。；\n]{0,6}(?:修改|变更|调整|更改)"
            rf"[^。；，,\n]{{0,6}}{_TERMS_ZH}"
            rf"|(?:修改|变更|调整|更改)[^。；，,\n]{{0,6}}{_TERMS_ZH}[^。；\n]{{0,14}}(?:无[需须]|不再|不另行|恕不|不予)"
            r"[^。；\n]{0,6}通知"
            r"|\b(?:may|can|reserves? the right to|entitled to)\b[^.;\n]{0,40}"
            rf"\b(?:change|amend|modify|vary|revise)\b[^.;\n]{{0,40}}\b{_TERMS_EN}\b[^.;\n]{{0,40}}"
            r"\b(?:at any time|without (?:prior |further )?notice|discretion)\b"
            r"|\b(?:may|can|reserves? the right to) at any time (?:change|amend|modify"
            r"|vary)\b[^.;\n]{0,40}"
            rf"\b{_TERMS_EN}\b",
        ),
        unless_before=rf"{_NOT_ZH}[^。；，,\n]{{0,4}}$|{_NOT_EN}[^.;\n]{{0,10}}$",
        term="change_at_will",
    ),
    Disclosure(
        "entry_is_consent",
        "",
        "The words take entering for consent.",
        (
            r"(?:进入|走进|踏入|进店|入场|入园|入内|进场|参观|通行|驶入|入店|到访)(?:(?![不未非])[^。；\n]){0,14}(?:表示|视为|视同|代表"
            r"|意味着|默认)[^。；\n]{0,10}(?:同意|授权|接受|许可)"
            r"|\bby (?:entering|visiting|walking|remaining|passing|coming|stepping"
            r"|attending)\b[^.;\n]{0,80}"
            r"\b(?:consent|agree|accept)\w*"
            r"|\b(?:entry|entering|your presence)\b(?:(?!\bnot\b"
            r"|n['’]t)[^.;\n]){0,40}\b(?:constitutes?|means?"
            r"|implies|counts as"
            r"|is (?:deemed|taken as|treated as))\b[^.;\n]{0,24}\b(?:consent|agree|accept)\w*",
        ),
        near_data=True,
        unless_before=rf"(?:不得|不应|不能|并不|不)[^。；，,\n]{{0,6}}$|{_NOT_EN}[^.;\n]{{0,10}}$",
        unless_after=r"^[^.;\n]{0,20}\b(?:amended|changed|new|revised) ",
        term="entry_is_consent",
    ),
    Disclosure(
        "bundled",
        "",
        "The words join consent to the use of faces with other consents.",
        (
            rf"(?:一并|一揽子|同时)(?:同意|授权)[^。；\n]{{0,30}}(?:{FACE})"
            rf"|同意(?:(?![不未])[^。；\n]){{0,30}}(?:{FACE})(?:(?![不未])[^。；\n]){{0,30}}{_OFFERS_ZH}"
            rf"|同意(?:(?![不未])[^。；\n]){{0,20}}{_OFFERS_ZH}(?:(?![不未])[^。；\n]){{0,20}}(?:{FACE})"
            rf"|\b(?:accept|agree)\b[^.;\n]{{0,50}}\b(?:{_TERMS_EN}|offers|newsletters?"
            rf"|marketing)\b"
            rf"[^.;\n]{{0,60}}\band\b[^.;\n]{{0,40}}(?:{FACE})",
        ),
        unless_before=rf"(?:{_NOT_ZH}|未经|经)[^。；，,\n]{{0,6}}$|{_NOT_EN}[^.;\n]{{0,10}}$",
    ),
    Disclosure(
        "rights_excluded",
        "",
        "The words exclude complaints or other rights.",
        (
            r"放弃[^。；\n]{0,24}(?:异议|投诉|索赔|诉讼|追究|主张|权利)"
            r"|(?:不得|不可|无权)[^。；\n]{0,24}(?:提出异议|投诉|索赔|起诉|举报|追究)"
            r"|\bwaive\w*\b[^.;\n]{0,40}\b(?:rights?|claims?)\b"
            r"|\bno (?:claims?|complaints?) (?:may|can|shall|will)\b",
        ),
        unless_before=rf"(?:不会|不|未)[^。；，,\n]{{0,6}}$|{_NOT_EN}[^.;\n]{{0,16}}$",
        term="rights_excluded",
    ),
    Disclosure(
        "minors",
        "",
        "The words say something about children.",
        (
            r"未成年|[未不]满(?:十四|14|十六|16|十八|18) ?周?岁|儿童|监护人"
            r"|\b(?:children|minors|under (?:the age of )?1[0-8]\b|parental consent"
            r"|legal guardians?)",
        ),
    ),
)
"""Every matter that a pattern can show; faces, retention and refusal need more than one."""
