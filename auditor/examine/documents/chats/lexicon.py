"""Words in which an operator's staff and visitors write about faces, in Chinese and English.

Chinese patterns are in simplified characters; every pattern is searched in normalised text of one
sentence (`sentences.py`).
"""

from __future__ import annotations

RECOGNITION = (
    r"人脸(?:识别|比对|系统|库|机)|刷脸(?:系统|机|设备)|面部识别|脸部识别|人像(?:识别|比对)"
    r"|\b(?:face|facial)[- ]?(?:recognition|matching|identification)\b|\bface[- ]?id\b"
)
"""Words for face recognition as a technology."""
FACE = rf"{RECOGNITION}|人脸|刷脸|录脸|扫脸|面部|脸部|面容|人像|\bfac(?:e|es|ial)\b|\bbiometric"
"""Any word for faces as data."""
CAMERA = r"摄像头|相机|镜头|监控|探头|\bcameras?\b|\bcctv\b"
PLATE = r"车牌|车辆|号牌|\b(?:licen[cs]e|number) plates?\b|\bvehicles?\b"

_HERE = (
    r"我们|咱们|我司|本店|本案场|公司|案场|售楼处|门店|店里|门口|大门|大厅|大堂|入口|前台|现场|这"
    r"边|这里|这儿|系统|摄像头|相机|门禁|闸机|那个|这个|都"
)
IN_USE = (
    rf"(?:{_HERE})[^，。？！]{{0,12}}?(?:有|是|装(?:了|有|的)?|用(?:的是|的|了|上)?|上了|安装(?:了"
    r")?|启用(?:了)?|开(?:了|着|启了)|带(?:了|有)?|采用|配(?:了|备))"
    rf"[^，。？！]{{0,6}}?(?:{RECOGNITION})"
    rf"|(?:{RECOGNITION})(?:系统|设备|摄像头)?[^，。？！]{{0,6}}?(?:有记录|记录|显示|识别到|拍到|"
    r"认出|比对出|判定|说了算|决定|是?用来|是?用于|主要是|是(?:我们)?用的)"
    r"|(?:自动|系统|摄像头|相机|会)[^，。？！]{0,8}识别[^，。？！]{0,6}人脸"
    rf"|(?:这是|那是|是的|对)[^。？！]{{0,4}}(?:{RECOGNITION})"
    r"|\b(?:we|our|the|this|these|all)\b[^.,;]{0,40}?\b(?:use|uses|have|has|run|runs|operate|opera"
    r"tes|with|installed|is|are|do|does)\b"
    rf"[^.,;]{{0,24}}?(?:{RECOGNITION})"
    rf"|(?:{RECOGNITION})(?: system| software| cameras?)? (?:is (?:on|used|active|running|in use|w"
    r"hat)|shows?|showed|says|said|decides?|determines?|identified|recogni[sz]ed|found|tells|tol[d]"
    r"|picked)"
)
CAPABILITY = (
    r"功能|支持|可以(?:做|支持)|具备|能够|\bcapab|\bsupports?\b|\bcan (?:do|run|use)\b|\bfeature\b"
)
SWITCHED_ON = (
    r"(?<!没)(?<!没有)(?<!未)(?:开(?:了|着|启了)|启用了|已(?:经)?(?:开启|启用)|一直开|在用)|\b(?:s"
    r"witched|turned) on\b|\benabled\b|\bactive\b"
)
NOT_IN_USE = (
    r"(?:不|没|未|并未|从不|没有)(?:有|再|会|曾)?(?:装|用|使用|安装|启用|开启?|做|上|采用|搞|弄|"
    rf"配|接入)?(?:过|任何|了|这种|什么|那种)?[^，。？！的没不是未]{{0,3}}(?:{RECOGNITION})"
    rf"|(?:{RECOGNITION})(?:功能|系统|摄像头)?[^，。？！]{{0,4}}?(?:没有?|未|并未|并没有)(?:开|用|"
    r"启用|装|安装|使用|上)"
    rf"|(?:{RECOGNITION})[^。？！]{{0,10}}但[^。？！]{{0,6}}(?:没有?|未|不|并未)(?:开启?|用|启用|"
    r"使用)"
    r"|\b(?:do|does|did|have|has)(?: not|n['’]t)(?: currently| actually)? (?:use|have|run|operate"
    rf"|employ|deploy|any|got|installed)?[^.,;]{{0,16}}(?:{RECOGNITION})"
    rf"|\b(?:have|has)? ?never (?:used|had|run|operated|installed|deployed|use|uses)[^.,;]{{0,16}}"
    rf"(?:{RECOGNITION})"
    rf"|\b(?:no|without|not using) (?:any )?(?:{RECOGNITION})|(?:{RECOGNITION}) is(?: not|n['’]t) "
    r"(?:used|on|enabled|active|in use)"
)
DOUBLE_NEGATION = (
    r"(?:不是|并非|不可能|不会|不能说|哪会|\bnot (?:true|correct|the case) that [^.]{0,20})$"
)
"""What stands before a denial that it denies."""
LIMITED = (
    r"用于|以外|除了|对外|第三方|儿童|孩子|员工|\bfor (?:marketing|children|staff|staff only|emplo"
    r"yees)\b|\bexcept\b|\bonly\b|\bthird part|\bto identify\b"
)
"""What makes a denial one of some use only."""

YES = (
    r"^(?:是的?|对的?|没错|有的?|有啊|有呀|用的|装了|当然|yes|yep|yeah|correct|of course|sure|cert"
    r"ainly)(?:[，,。.!！~～ 啊呀哦呢]|$)"
)
NO = (
    r"^(?:没有?的?|没有哦|没装|没用|不是的?|不用的|no|nope|not at all)(?:[，,。.!！~～ 啊呀哦呢]|$)"
)
LEADING = r"吧[？?。\s]*$|难道|不会|没有[^有]{0,12}(?:吧|吗)|\b(?:don|doesn|isn|aren|haven)['’]t\b"
"""What makes the answer to a question ambiguous."""

RECOGNISED = (
    r"识别(?:到|出|成|为)|认出|比对(?:到|出|上|成功)|匹配(?:到|上|成功)|(?:系统|人脸)[^，。？！]{0"
    r",6}(?:显示|判定|提示|查到|有记录|记录)|抓拍到|拍到|有(?:您的)?记录"
    r"|\brecogni[sz]ed\b|\bmatched\b|\bidentified\b|\bshows?\b|\bpicked you up\b|\bflagged\b|\bon "
    r"record\b|\blogged\b"
)
VISIT = (
    r"来过|到访过?|到过|来访|来看过|来的时候|进过|逛过|老客户|回头客|访问记录|到访记录|来了(?:一次"
    r"|两次|几次)|第[二三四2-9]次来"
    r"|\bvisit(?:ed|s)?\b|\bbeen (?:here|to)\b|\bc[ao]me (?:here|in|before|by)\b|\breturning (?:vi"
    r"sitor|customer|guest)\b|\bwere here\b"
)
PERSON = r"您|你|客户|\byou\b|\byour\b"
BY_FACE = (
    rf"{RECOGNITION}|人脸|刷脸|面部|\bfaces?\b|\bfacial\b"
    r"|(?:摄像头|相机|镜头)[^，。？！]{0,4}(?:识别|认出|比对|匹配)|\bcameras? (?:recogni[sz]ed|ide"
    r"ntified|matched)\b"
)
BY_OTHER = (
    r"手机号?|电话|登记|身份证|车牌|同事|前台|销售|名字|会员号|预约|留(?:过|的)"
    r"|\bphone\b|\bregist|\bcolleague|\bstaff\b|\bbooking\b|\bcard\b|\bemail\b|\breceptionist\b|\b"
    r"name\b"
)
"""Ways to know of an earlier visit that have nothing to do with faces."""

ENTERING = (
    r"进门|进店|进场|进来|进大|进入|一进|入口|门口|大厅|到访|来的时候|经过|路过|走进|踏进"
    r"|\benter(?:s|ed|ing)?\b|\bwalk(?:s|ed|ing)? (?:in|through|past)\b|\bcome(?:s)? in\b|\bcame i"
    r"n\b|\barriv|\bat the (?:door|entrance|gate)\b"
)
CAPTURED = (
    r"抓拍|拍(?:到|了|下|摄|照)|采集|扫(?:到|描|了)|录(?:入|下)"
    r"|\b(?:is|are|was|were|gets?|get|has been|have been)(?: being| automatically| always)? (?:cap"
    r"tured|scanned|photographed|recorded|taken|stored)\b"
    r"|\b(?:captures?|scans?|photographs?|took|takes?) "
)
FACE_TARGET = r"人脸|(?<!刷)脸|面部|\bfaces?\b|\bfacial\b"

PURPOSE_LINK = (
    r"用来|用于|用作|为了|是为|主要是|目的|判定|判客|认定|界定|只是|用的|说了算|决定|才知道|来(?:"
    r"判|看|区分|确认|核)"
    r"|\bused (?:to|for)\b|\bto (?:settle|decide|determine|check|stop|find|count|recogni[sz]e)\b|"
    r"\bdecid|\bdetermin|\bfor\b|\bpurpose\b"
)
PURPOSES: dict[str, str] = {
    "broker_attribution": r"判客|佣金|(?:判定|区分|界定|认定|确认|看)[^，。？！]{0,12}(?:渠道|中介"
    r"|自访|自然到访|带"
    r"来|归属)|渠道归属|哪个渠道|自然到访客户|自访客户"
    r"|\bcommissions?\b|\bwhich (?:agent|broker)\b|\breferral fees?\b",
    "attendance": r"考勤|打卡|\battendance\b|\bclock(?:ing)?[- ]in\b",
    "entry_control": r"门禁|开门|出入(?:核验|管理)|\baccess control\b|\bentry control\b|\bopen(?:s"
    r"|ing)? the ("
    r"?:door|gate)\b",
    "payment": r"支付|付款|\bpayment\b|\bto pay\b",
    "watchlist": r"黑名单|惯偷|布控|\bblack ?list|\bwatch ?list|\bshoplifters?\b|\bbanned\b",
    "marketing_analytics": r"精准营销|营销|用户画像|客户画像|\bmarketing\b|\bprofil",
    "visitor_counting": r"统计(?:客流|人数|人流)|客流(?:量)?统计|数人头|\bcount(?:ing)? (?:visitor"
    r"s|people|custom"
    r"ers)\b",
    "repeat_visitor": r"识别(?:老客户|回头客|老顾客)|(?:老客户|回头客)识别|\brecogni[sz]\w* (?:ret"
    r"urning|repeat"
    r"|regular)",
    "site_security": r"安防|防盗|防损|\bloss prevention\b|\bsite security\b",
}

REFUSED_PRICE = (
    r"(?:优惠|折扣|\d折|折\b|团购价|渠道价|分销价|返佣|返现|补贴|推荐奖|活动价|价格)[^。？！]{0,16"
    r"}(?:不能|无法|没法|没有了?|不了|取消|没了|不适用|不给|享受不|申请不|走不)"
    r"|(?:不能|无法|没法|不能再|不再|享受不(?:了|到))[^。？！，]{0,10}(?:优惠|折扣|\d折|团购价|渠"
    r"道价|分销|补贴)"
    r"|\b(?:discount|offer|rebate|bonus|promotion|deal|referral (?:price|discount|bonus))\b[^.?!]{"
    r"0,40}\b(?:not apply|does not|doesn['’]t|do not|cannot|can['’]t|no longer|lost|refused|unavai"
    r"lable|not available|void|not eligible|isn['’]t)"
    r"|\b(?:not eligible|no longer eligible|cannot|can['’]t|not entitled|unable)\b[^.?!]{0,40}\b(?"
    r":discount|offer|rebate|bonus|promotion|deal)\b"
)
STILL_GIVEN = r"照样|仍然|依然|还是(?:能|可以|会)?给|照给|不影响|\bstill\b|\bnot affect"

NO_ENTRY = (
    r"不(?:刷|录|扫|采集?)(?:入|您的|你的)?(?:人)?脸[^。？！，也]{0,6}(?:就|是|的话|，)?(?:不能|进"
    r"不|不让|没法|不可以|无法|不予|不给|不得)"
    r"|必须(?:先)?(?:刷|录|扫|采集?)(?:入)?(?:人)?脸[^。？！]{0,6}(?:才能|才可以|才让|才给)"
    r"|(?:没(?:有)?|未)(?:刷|录|采集?|登记)(?:过|入)?(?:人)?脸[^。？！]{0,8}(?:不能|进不|不让|没法"
    r"|无法|不予|不得)"
    r"|只能(?:刷脸|人脸识别)(?:进|入|通行|开门)|只有(?:刷脸|录了?人脸)才(?:能|可以)"
    r"|\bwithout (?:a |your |the )?(?:face|facial)[^.?!]{0,40}\b(?:cannot|can['’]t|can not|not|no)"
    r"\b[^.?!]{0,16}\b(?:enter|entry|come in|get in|access|be admitted|use)"
    r"|\b(?:cannot|can['’]t|can not|not (?:be )?(?:able|allowed)(?: to)?) (?:enter|come in|get in|"
    r"be admitted)[^.?!]{0,24}\b(?:without|unless)[^.?!]{0,24}\b(?:face|facial)"
    r"|\bno face,? no (?:entry|service)\b"
    r"|\b(?:face|facial)[^.?!]{0,28}\b(?:is|are) (?:required|mandatory|compulsory)[^.?!]{0,20}\b(?"
    r":enter|entry|access|admission)"
)
NO_ENTRY_DENIED = (
    r"(?:不会|不得|绝不|并不|不|没有)(?:因为?|由于|是)?$|\bnot (?:true|mean|the case)\b[^.]{0,20}$"
)
"""What stands before a refusal that it denies."""
MUST_FACE = (
    r"(?:必须|一定要|非得|只能)[^。？！]{0,4}(?:刷脸|录人脸|人脸识别)|\b(?:must|have to) (?:use|sc"
    r"an|register|give)[^.?!]{0,12}\bface"
)
OTHER_WAY_DENIED = r"(?:不|没有?|无法|未|不再|\bnot|n['’]t|\bcannot)(?:能|可以|再|提供|支持)?\s?$"
OTHER_WAY = (
    r"刷卡(?:就行|也行|也可以|也能|进)|(?:可以|也能|也可)(?:刷卡|登记|走人工|凭|出示|用(?:卡|身份"
    r"证|二维码|密码)|扫码)|不刷脸也(?:能|可以|行|可)"
    r"|走人工(?:通道)?(?:就行|也行|也可以)|人工(?:通道|登记)(?:也)?(?:可以|能)"
    r"|\byou (?:can|may)(?: also| instead)? (?:use|show|enter with|present|scan) [^.?!]{0,40}\b(?:"
    r"card|ticket|code|passport|id|pass|staffed|desk)"
)
NO_OTHER_WAY = (
    r"没有?(?:别的|其他|其它|另外的?)(?:进入|入场|验证)?(?:方式|办法|方法|途径|选择)|只能刷脸|没别"
    r"的办法"
    r"|\bonly way\b|\bno (?:other|alternative) (?:way|method|option)?|\bno alternative\b"
)
KEPT_FOR_EVER = (
    r"一直(?:会)?(?:都)?(?:保留|保存|存着|留着|都?在)|永久(?:保存|保留|存)|永远(?:保存|保留|在)|\b"
    r"forever\b|\bindefinitely\b|\bpermanently\b|\bnever (?:delete|erase)"
)
DATA_WORDS = (
    rf"{FACE}|照片|图像|信息|数据|资料|记录|\bphotos?\b|\bpictures?\b|\bimages?\b|\bdata\b|\binfor"
    r"mation\b|\brecords?\b"
)

ASKED_IF = r"能|可以|可否|可不可以|\bcan (?:you|i)\b|\bcould (?:you|i)\b|\bwould you\b|\bmay i\b"
"""A request in the form of a question."""
ASKED_FOR = (
    r"请|麻烦|帮(?:我|忙)|要求|希望|把|给我|我要|我想|申请|务必|尽快|立即|撤回"
    r"|\bplease\b|\bI (?:want|request|ask|demand|would like|need|wish|hereby|withdraw|revoke)\b|\b"
    r"I['’]d like\b|^(?:delete|erase|remove|send|give)\b"
)
NOT_ASKED = (
    r"不会要求|不(?:用|需要|必|要求|要)(?:你们)?(?:删|提供|撤)|没(?:有)?要求|\b(?:do not|don['’]t|"
    r"not) (?:delete|ask|need|want|request)"
)
_OBJECT = r"照片|相片|图片|人脸|脸|信息|数据|图像|特征|记录|录像|资料"
_OBJECT_EN = (
    r"photos?|pictures?|images?|faces?|facial|data|records?|templates?|information|biometrics?"
)
REQUESTS: dict[str, str] = {
    "delete": rf"(?:删(?:除|掉|了|一下)?|清除|注销|抹(?:掉|去)|销毁)[^。？！，]{{0,12}}(?:"
    rf"{_OBJECT})|(?:"
    rf"{_OBJECT})[^。？！，]{{0,10}}(?:删|清除|注销|抹掉|销毁)"
    rf"|\b(?:delet|eras|remov|destroy)\w*\b[^.?!]{{0,40}}\b(?:{_OBJECT_EN})\b",
    "withdraw": r"撤回[^。？！，]{0,16}(?:同意|授权)|(?:同意|授权)[^。？！，]{0,6}撤回|\b(?:withdr"
    r"aw|revo"
    r"ke)\w*\b[^.?!]{0,20}\b(?:consent|permission|authori[sz]ation)",
    "access": rf"(?:查阅|复制|复印|查询|告知|告诉我|提供|给我看|导出)[^。？！]{{0,16}}(?:{_OBJECT})"
    rf"|\b(?:copy of|access to|tell me what|which|what)\b[^.?!]{{0,24}}\b(?:{_OBJECT_EN})\b[^.?!]"
    rf"{{0,30}}\b(?:me|hold|have|about|stored?|keep|my)\b"
    rf"|\b(?:copy of|access to) (?:all )?(?:my|the)\b[^.?!]{{0,24}}\b(?:{_OBJECT_EN})\b",
    "explain": r"(?:说明|解释)[^。？！]{0,20}(?:人脸|采集|识别|刷脸|拍|信息)|\bexplain\b[^.?!]{0,6"
    r"0}\b(?"
    r":face|facial|camera|recogni|photo|data)",
    "correct": rf"(?:更正|改正)[^。？！，]{{0,10}}(?:{_OBJECT})|\bcorrect (?:my|the)\b[^.?!]{{0,20"
    rf"}}\b(?"
    rf":{_OBJECT_EN})\b",
    "alternative": r"(?:能(?:不能)?|可以|可否|可不可以)[^。？！，]{0,6}(?:刷卡|用卡|不刷脸|走人工|"
    r"换(?:一种|"
    r"个|别的)?方式|用身份证)"
    r"|\b(?:can|could|may) i (?:just )?(?:use|show|enter with|scan) (?:a |my |the )?[^.?!]{0,20}"
    r"\b(?:card|ticket|id|code|pass|passport)\b",
}
"""By value of `request.type`; of several in one conversation the first in this order is the one."""
OF_OTHER_THINGS = (
    r"微信|好友|联系方式|手机号|号码|聊天|朋友圈|群|\bnumber\b|\bcontact\b|\bwechat\b|\baccount\b"
)
OWN_DATA = r"我的|把我|关于我|我(?:本人)?(?:的)?(?:人脸|照片|信息)|存了我|采集我|\bmy\b|\bme\b"

DONE = (
    r"(?:已经?|帮您|给您|为您|帮你|给你)[^。？！，]{0,8}(?:删(?:除|掉|好|了)|清除|撤回|注销|销毁|"
    r"更正|发(?:给|送|到)(?:您|你)|提供(?:给)?(?:您|你))(?:了)?"
    r"|删(?:掉|好|除)了|\b(?:has|have|was|were|is) (?:now )?(?:been )?(?:deleted|removed|erased|wi"
    r"thdrawn|destroyed|corrected)|\b(?:I|we)(?: have|['’]ve)? (?:deleted|removed|erased)\b|^done"
    r"\b"
)
PASSED_ON = (
    r"反馈|转达|上报|转告|问(?:问|一下)|登记(?:了)?您的|提交|转交|\bforward|\bpass(?:ed)? (?:it|th"
    r"is) on|\bescalat|\bwill (?:check|ask|look)|\bget back to"
)
REFUSED = (
    r"删不(?:了|掉)|(?:不能|无法|没法|不可以|不予|不会)(?:给您|帮您|为您)?[^。？！，]{0,4}(?:删|清"
    r"除|撤回|提供|查|注销|处理|更正)|没(?:有)?办法|办不了|做不(?:了|到)|撤不了|提供不了|查不了|拒"
    r"绝|无可奉告|不方便(?:透露|提供)"
    r"|\b(?:can(?:not|['’]t)|can not|unable|not able|not possible|impossible|won['’]t|will not|ref"
    r"use|not going to)\b"
)
ONLY_WITH_CONSENT = (
    r"没有您的?(?:同意|授权)|未经您的?(?:同意|授权)|\bwithout your (?:consent|permission)"
)
REASONED = (
    r"根据|依据|依照|法律|法规|规定|条例|须保存|应当保存|保存期|到期|公安|备案|合同|纠纷|诉讼|技术"
    r"|\bby law\b|\blaw\b|\blegal|\bregulation|\brequired\b|\bbecause\b|\bretention\b|\bpolice\b|"
    r"\bcontract\b|\bpolicy\b"
)
NO_ANSWER = (
    r"(?:没(?:有)?人|一直没|还没|都没|没有|无人)(?:有)?(?:回复|答复|理我|回我|回应)|不回(?:复)?我|"
    r"\b(?:no (?:reply|answer|response)|nobody (?:replied|answered)|not (?:replied|answered|heard "
    r"back)|still waiting for (?:a |an |your )?(?:reply|answer|response))"
)

NOT_AGREED = (
    r"没(?:有)?(?:任何)?人(?:跟|和|对|向|给)?(?:我|我们)?(?:说过|告诉过?(?:我)?|问过?(?:我)?|讲过|"
    r"征求|提过)"
    r"|(?:从来没有?|从没|没有?|从未|未)(?:曾)?(?:同意|授权)过?|(?:未经|没经过?|没有经过)(?:我|本人"
    r")?(?:的)?(?:同意|允许|授权)"
    r"|\b(?:nobody|no one|no-one) (?:ever )?(?:asked|tol[d]|informed|warned)\b|\bI (?:never|did no"
    r"t|"
    r"didn['’]t|have not|haven['’]t|have never)(?: ever)? (?:agree|consent|give|gave|sign)\w*|\bwi"
    r"thout (?:my|asking|any) ?(?:consent|permission|agreement|me)\b|\bI was (?:never|not) (?:aske"
    r"d|tol[d]|informed)\b"
)
OBJECTS = (
    r"(?<!没)(?:不同意|拒绝|反对|不接受|不想|不愿意?|不要)[^。？！，]{0,8}(?:刷脸|人脸|录脸|扫脸|"
    r"脸部)|\bI (?:do not|don['’]t|refuse|object|will not|won['’]t|decline)\b[^.?!]{0,36}\b(?:face"
    r"|facial)\b"
)
SALES_OFFICE = (
    r"案场|售楼处|置业顾问|(?=.*(?:楼盘|置业|户型|均价|购房|看房))(?:营销中心|销售中心)|\bsales of"
    r"fice\b|\bshowroom for (?:flats|apartments)\b"
)
OWN_PLACE: dict[str, str] = {
    "sales_office": r"(?:我们|本|咱们)(?:的)?(?:案场|售楼处|营销中心|销售中心)|案场(?:摄像头|有|的"
    r")|\bour sal"
    r"es office\b",
    "retail": r"(?:我们|本)(?:的)?(?:门店|商场|超市|商店|店)|\bour (?:store|shop|supermarket|mall"
    r")\b",
    "gym": r"(?:我们|本)(?:的)?(?:健身房|健身中心|俱乐部)|\bour gym\b",
    "residential": r"(?:我们|本)(?:的)?(?:小区|物业小区)|\bour (?:residential|compound|building)\b",
    "gate": r"(?:我们|本)(?:的)?(?:园区|景区|乐园|动物园|公园)|本园|\bour park\b",
}
