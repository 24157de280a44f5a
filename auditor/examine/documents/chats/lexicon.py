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
    r"我们|咱们|我司|本店|本案场|公司|案场|售楼处|门店|店里|门口|大门|大厅|大堂|入口|前台|现场"
    r"|这边|这里|这儿|系统|摄像头|相机|门禁|闸机|那个|这个|都"
    r"|那台|这台|那套|这套|机器|设备|物业|目前|现在|统一|全部|已经"
)
IN_USE = (
    rf"(?:{_HERE})[^，。？！]{{0,12}}?(?:有|是|装(?:了|有|的)?|用(?:的是|的|了|上)?|上了"
    r"|安装(?:了)?|启用(?:了)?|开(?:了|着|启了)|带(?:了|有)?|采用|配(?:了"
    rf"|备))[^，。？！]{{0,6}}?(?:{RECOGNITION})|(?:{RECOGNITION})(?:系统|设备"
    r"|摄像头)?[^，。？！]{0,6}?(?:有记录|记录|显示|识别到|拍到|认出|比对出|判定|说了算|决定"
    r"|是?用来|是?用于|主要是|是(?:我们)?用的)|(?:自动|系统|摄像头|相机"
    r"|会)[^，。？！]{0,8}识别[^，。？！]{0,6}人脸|(?:这是|那是|是的"
    rf"|对)[^。？！]{{0,4}}(?:{RECOGNITION})|\b(?:we|our|the|this|these"
    r"|all)\b[^.,;]{0,40}?\b(?:use|uses|have|has|run|runs|operate|operates|with|installed|is"
    rf"|are|do|does)\b[^.,;]{{0,24}}?(?:{RECOGNITION})|(?:{RECOGNITION})(?: system| software"
    r"| cameras?)? (?:is (?:on|used|active|running|in use|what)|shows?|showed|says|said|decides?"
    r"|determines?|identified|recogni[sz]ed|found|tells|tol[d]|picked)|(?:靠|通过|凭"
    rf"|用)(?:的)?(?:是)?(?:{RECOGNITION})|(?:{RECOGNITION})(?:系统|库)?(?:里|中"
    r"|上)(?:面)?[^，。？！]{0,8}(?:您|你|有|记录|来过)|\b(?:that|this|it|those)(?:['’]s| is"
    rf"| are) (?:our|the|a|an) (?:\w+ )?(?:{RECOGNITION})|\b(?:we|branches|stores|sites"
    r"|entrances)\b[^.,;]{0,20} (?:have |has )?(?:been )?(?:used"
    rf"|using)[^.,;]{{0,12}}(?:{RECOGNITION})"
    rf"|(?:{_HERE})[^，。？！]{{0,12}}?(?:换成|改成|改为|升级成|升级为|上线|接入)(?:了)?[^，。？！"
    rf"]{{0,4}}?(?:{RECOGNITION})"
    rf"|\b(?:our|the) (?:{RECOGNITION})(?: \w+)? (?:matched|recogni[sz]ed|identified|flagged|linke"
    r"d)\b"
    rf"|(?:打卡|考勤|进门|开门|入场|进场|出入)(?:是|都|也|要|现在)?用(?:{RECOGNITION})"
    rf"|(?:{RECOGNITION})(?: \w+)? is (?:run|operated|managed|provided|handled|done) by\b"
    rf"|(?:{_HERE}|摄像机)[^，。？！]{{0,8}}?(?:具有|具备|设有|配有)[^，。？！]{{0,4}}?(?:"
    rf"{RECOGNITION})"
)
CAPABILITY = (
    r"功能|支持|可以(?:做|支持)|具备|能够|\bcapab|\bsupports?\b|\bcan (?:do|run|use)\b|\bfeature\b"
)
SWITCHED_ON = (
    r"(?<!没)(?<!没有)(?<!未)(?:开(?:了|着|启了)|启用了|已(?:经)?(?:开启|启用)|一直开|在用)"
    r"|\b(?:switched|turned) on\b|\benabled\b|\bactive\b"
    r"|用于|人脸(?:信息|数据|图像|照片|特征)(?:会)?(?:被)?(?:保存|存储|留存|采集)"
)
NOT_IN_USE = (
    r"(?:不|没|未|并未|从不|没有)(?:有|再|会|曾)?(?:装|用|使用|安装|启用|开启?|做|上|采用|搞|弄"
    r"|配|接入)?(?:过|任何|了|这种|什么"
    rf"|那种)?[^，。？！的没不是未能强得敢会可]{{0,3}}(?:{RECOGNITION})|(?:{RECOGNITION})(?:功能"
    r"|系统|摄像头)?[^，。？！]{0,4}?(?:没有?|未|并未|并没有)(?:开|用|启用|装|安装|使用|上)"
    rf"|(?:{RECOGNITION})[^。？！]{{0,10}}但[^。？！]{{0,6}}(?:没有?|未|不|并未)(?:开启?|用|启用"
    r"|使用)|\b(?:do|does|did|have|has)(?: not|n['’]t)(?: currently| actually)? (?:use|have|run"
    rf"|operate|employ|deploy|any|got|installed)?[^.,;]{{0,16}}(?:{RECOGNITION})|\b(?:have"
    r"|has)? ?never (?:used|had|run|operated|installed|deployed|use"
    rf"|uses)[^.,;]{{0,16}}(?:{RECOGNITION})|\b(?:no|without"
    rf"|not using) (?:any )?(?:{RECOGNITION})|(?:{RECOGNITION}) is(?: not|n['’]t) (?:used|on"
    r"|enabled|active|in use)|\b(?:nobody|no one|none of (?:us|our \w+)) (?:here )?(?:uses?"
    rf"|does|has|have)[^.,;]{{0,12}}(?:{RECOGNITION})"
    rf"|(?:{RECOGNITION})[^，。？！]{{0,4}}(?:我们|咱们)?(?:是)?(?:坚决|绝对|肯定|从来)?不(?:做|用"
    r"|搞|装|上)(?:的|$|[，,。])"
    rf"|(?:{RECOGNITION})(?:系统|设备|功能)?没有(?:的)?(?:[，,。！]|$)"
)
DOUBLE_NEGATION = (
    r"(?:不是|并非|不可能|不会|不能说|哪会|\bnot (?:true|correct|the case) that [^.]{0,20})$"
)
"""What stands before a denial that it denies."""
LIMITED = (
    r"用于|以外|除了|对外|第三方|儿童|孩子|员工|\bfor (?:marketing|children|staff|staff only"
    r"|employees)\b|\bexcept\b|\bonly\b|\bthird part|\bto identify\b"
)
"""What makes a denial one of some use only."""

YES = (
    r"^(?:是的?|对的?|对[呀啊]|没错|有的?|有啊|有呀|用的|用了|用|装了|开了|开着|在用|启用了|当然|y"
    r"es|"
    r"yep|yeah|correct"
    r"|of course|sure|certainly|we do|they do|it is)(?:[，,。.!！~～ 啊呀哦呢]|$)"
)
NO = (
    r"^(?:真|真的|确实|肯定|绝对)?(?:没有?的?|没有哦|不是的?|不用的?|(?:还)?没(?:有)?(?:开通|开启|启用|装|用|开|上)(?:呢|的|了"
    r")?|no|nope"
    r"|not at all|we don['’]t|they don['’]t|it isn['’]t|it is not)(?:[，,。.!！~～ 啊呀哦呢]|$)"
)
LEADING = r"吧[？?。\s]*$|难道|不会|没有[^有]{0,12}(?:吧|吗)|\b(?:don|doesn|isn|aren|haven)['’]t\b"
"""What makes the answer to a question ambiguous."""

RECOGNISED = (
    r"识别(?:到|出|成|为)|认出|比对(?:到|出|上|成功)|匹配(?:到|上|成功)|(?:系统"
    r"|人脸)[^，。？！]{0,6}(?:显示|判定|提示|查到|有记录|记录)|抓拍到|拍到|有(?:您的)?记录"
    r"|\brecogni[sz]ed\b|\bmatched\b|\bidentified\b|\bshows?\b|\bpicked you up\b|\bflagged\b"
    r"|\bon record\b|\blogged\b|(?:人脸)?(?:系统|人脸库|数据库)(?:里|中|上)"
    r"|(?:比对|识别|匹配)过"
)
VISIT = (
    r"来过|(?<!自然)到访过?|到过|来访|来看过|来的时候|进过|逛过|老客户|回头客|访问记录|到访记录"
    r"|来了(?:一次|两次|几次)|第[二三四2-9]次来|\bvisit(?:ed|s)?\b|\bbeen (?:here|to)\b"
    r"|\bc[ao]me (?:here|in|before|by)\b|\breturning (?:visitor|customer|guest)\b|\bwere here\b"
)
PERSON = r"您|你|客户|\byou\b|\byour\b"
BY_FACE = (
    rf"{RECOGNITION}|人脸|刷脸|面部|\bfaces?\b|\bfacial\b|(?:摄像头|相机"
    r"|镜头)[^，。？！]{0,4}(?:识别|认出|比对|匹配)|\bcameras? (?:recogni[sz]ed|identified"
    r"|matched)\b"
)
BY_OTHER = (
    r"手机号?|电话|登记|身份证|车牌|同事|前台|销售|名字|会员号|预约|留(?:过|的)|\bphone\b"
    r"|\bregist|\bcolleague|\bstaff\b|\bbooking\b|\bcard\b|\bemail\b|\breceptionist\b|\bname\b"
)
"""Ways to know of an earlier visit that have nothing to do with faces."""

ENTERING = (
    r"进门|进店|进场|进来|进大|进入|一进|入口|门口|大厅|到访|来的时候|经过|路过|走进|踏进"
    r"|\benter(?:s|ed|ing)?\b|\bwalk(?:s|ed|ing)? (?:in|through|past)\b|\bcome(?:s)? in\b"
    r"|\bcame in\b|\barriv|\bat the (?:door|entrance|gate)\b"
)
CAPTURED = (
    r"抓拍|拍(?:到|了|下|摄|照)|采集|扫(?:到|描|了)|录(?:入|下)|\b(?:is|are|was|were|gets?|get"
    r"|has been|have been)(?: being| automatically| always)? (?:captured|scanned|photographed"
    r"|recorded|taken|stored)\b|\b(?:captures?|scans?|photographs?|took|takes?) |录进|采到|采了"
    r"|收录"
)
FACE_TARGET = r"人脸|(?<!刷)脸|面部|\bfaces?\b|\bfacial\b"

PURPOSE_LINK = (
    r"用来|用于|用作|为了|是为|主要是|目的|判定|判客|认定|界定|只是|用的|说了算|决定|才知道"
    r"|来(?:判|看|区分|确认|核)|\bused (?:to|for)\b|\bto (?:settle|decide|determine|check|stop"
    r"|find|count|recogni[sz]e)\b|\bdecid|\bdetermin|\bfor\b|\bpurpose\b|显示|算(?:是|作)?|属于"
    r"|\bmatched (?:our|the|a)\b|\bflagged\b"
    r"|(?:打卡|考勤|门禁|支付|开门)(?:是|都|也)?用"
    r"|\bto (?:spot|catch|detect|deter|keep out|prevent)\b"
)
PURPOSES: dict[str, str] = {
    "broker_attribution": r"判客|佣金|(?:判定|区分|界定|认定|确认|看)[^，。？！]{0,12}(?:渠道"
    r"|中介|自访|自然到访|带来|归属)|渠道归属|哪个渠道|自然到访|自访|\bcommissions?\b"
    r"|\bwhich (?:agent|broker)\b|\breferral fees?\b",
    "attendance": r"考勤|打卡|\battendance\b|\bclock(?:ing)?[- ]in\b",
    "entry_control": r"门禁|开门|出入(?:核验|管理)|\baccess control\b|\bentry control\b"
    r"|\bopen(?:s|ing)? the (?:door|gate)\b",
    "payment": r"支付|付款|\bpayment\b|\bto pay\b",
    "watchlist": r"黑名单|惯偷|布控|\bblack ?list|\bwatch ?list|\bshoplifters?\b|\bbanned\b",
    "marketing_analytics": r"精准营销|营销|用户画像|客户画像|\bmarketing\b|\bprofil",
    "visitor_counting": r"统计(?:客流|人数|人流)|客流(?:量)?统计|数人头"
    r"|\bcount(?:ing)? (?:visitors|people|customers)\b",
    "repeat_visitor": r"识别(?:老客户|回头客|老顾客)|(?:老客户|回头客)识别"
    r"|\brecogni[sz]\w* (?:returning|repeat|regular)",
    "site_security": r"安防|防盗|防损|\bloss prevention\b|\bsite security\b",
}

REFUSED_PRICE = (
    r"(?:优惠|折扣|\d折|折\b|团购价|渠道价|分销价|返佣|返现|补贴|推荐奖|活动价"
    r"|价格)[^。？！]{0,16}(?:不能|无法|没法|没有了?|不了|取消|没了|不适用|不给|享受不|申请不"
    r"|走不)|(?:不能|无法|没法|不能再|不再|享受不(?:了|到))[^。？！，]{0,10}(?:优惠|折扣|\d折"
    r"|团购价|渠道价|分销|补贴)|\b(?:discount|offer|rebate|bonus|promotion|deal|referral (?:price"
    r"|discount|bonus))\b[^.?!]{0,40}\b(?:not apply|does not|doesn['’]t|do not|cannot|can['’]t"
    r"|no longer|lost|refused|unavailable|not available|void|not eligible|isn['’]t)"
    r"|\b(?:not eligible|no longer eligible|cannot|can['’]t|not entitled"
    r"|unable)\b[^.?!]{0,40}\b(?:discount|offer|rebate|bonus|promotion|deal)\b|(?:不给|给不了"
    r"|不能给|没法给|没有)[^。？！，]{0,10}(?:优惠|折扣|\d折|团购价|渠道价|分销|补贴)"
)
STILL_GIVEN = r"照样|仍然|依然|还是(?:能|可以|会)?给|照给|不影响|\bstill\b|\bnot affect"

NO_ENTRY = (
    r"不(?:刷|录|扫|采集?)(?:入|您的|你的)?(?:人)?脸[^。？！，也]{0,6}(?:就|是|的话|，)?(?:不能"
    r"|进不|不让|没法|不可以|无法|不予|不给|不得)|必须(?:先)?(?:刷|录|扫"
    r"|采集?)(?:入)?(?:人)?脸[^。？！]{0,6}(?:才能|才可以|才让|才给)|(?:没(?:有)?|未)(?:刷|录"
    r"|采集?|登记)(?:过|入)?(?:人)?脸[^。？！]{0,8}(?:不能|进不|不让|没法|无法|不予|不得)"
    r"|只能(?:刷脸|人脸识别)(?:进|入|通行|开门)|只有(?:刷脸|录了?人脸)才(?:能|可以)"
    r"|\bwithout (?:a |your |the )?(?:face|facial)[^.?!]{0,40}\b(?:cannot|can['’]t|can not|not"
    r"|no)\b[^.?!]{0,16}\b(?:enter|entry|come in|get in|access|be admitted|use)|\b(?:cannot"
    r"|can['’]t|can not|not (?:be )?(?:able|allowed)(?: to)?) (?:enter|come in|get in"
    r"|be admitted)[^.?!]{0,24}\b(?:without|unless)[^.?!,]{0,24}\b(?:face|facial)"
    r"|\bno face,? no (?:entry|service)\b|\b(?:face|facial)[^.?!]{0,28}\b(?:is|are) (?:required"
    r"|mandatory|compulsory)[^.?!]{0,20}\b(?:enter|entry|access|admission)|(?:必须|只能"
    r"|一定要)(?:先)?(?:刷|录|扫)(?:人)?脸[^。？！]{0,4}(?:不然|否则|要不)[^。？！]{0,8}(?:进不"
    r"|不能|不让|没法)|(?:没|未)(?:刷|录)(?:过)?(?:人)?脸的?[^。？！]{0,8}(?:进不|不能|不让|不许)"
    r"|\b(?:entry|access|admission) is (?:only )?by (?:face|facial)(?: \w+)?(?: only)?\b"
    r"|\bwithout (?:a |your )?face[^.?!]{0,30}\b(?:turned away|refused|denied|not admitted"
    r"|not let in)\b"
    r"|\bno (?:entry|admission) without (?:a |your )?face\b"
    r"|\b(?:entry|access|admission|service)\b[^.?!]{0,16}\b(?:refused|denied)\b[^.?!]{0,30}"
    r"\bif you (?:do not|don['’]t|refuse)[^.?!]{0,30}\bface\b"
    r"|\bif you (?:do not|don['’]t|refuse to)[^.?!]{0,30}\bface\b[^.?!]{0,30}\b(?:cannot|can['’]t|"
    r"not|refused|denied)\b"
    r"[^.?!]{0,16}\b(?:enter|entry|be admitted|access|get in|come in)\b"
)
NO_ENTRY_SHORT = (
    r"不(?:录|刷|扫|拍|采集?)(?:的话)?[^。？！也，]{0,8}(?:进不了|进不去|不能进|不让进|无法进|不能"
    r"入|不能用)"
    r"|^then (?:we|you) (?:cannot|can['’]t|can not) (?:let you in|admit you|enter|come in|get in)\b"
    r"|\bwithout (?:it|that|one)[^.?!]{0,16}\b(?:cannot|can['’]t|not) (?:enter|come in|get in)"
)
"""The same, where the face was named just before."""
NO_ENTRY_DENIED = (
    r"(?:不会|不得|绝不|并不|不|没有)(?:因为?|由于|是)?$|\bnot (?:true|mean|the case)\b[^.]{0,20}$"
)
"""What stands before a refusal that it denies."""
MUST_FACE = (
    r"(?:必须|一定要|非得|只能)[^。？！]{0,4}(?:刷脸|录人脸|人脸识别)|\b(?:must|have to) (?:use"
    r"|scan|register|give)[^.?!]{0,12}\bface"
)
OTHER_WAY_DENIED = r"(?:不|没有?|无法|未|不再|\bnot|n['’]t|\bcannot)(?:能|可以|再|提供|支持)?\s?$"
OTHER_WAY = (
    r"刷卡(?:就行|也行|也可以|也能|进)|(?:可以|也能|也可)(?:刷卡|登记|走人工|凭|出示|用(?:卡"
    r"|身份证|二维码|密码)|扫码)|不刷脸也(?:能|可以|行|可)|走人工(?:通道)?(?:就行|也行|也可以)"
    r"|人工(?:通道|登记)(?:也)?(?:可以|能)|\byou (?:can|may)(?: also| instead)? (?:use|show"
    r"|enter with|present|scan) [^.?!]{0,40}\b(?:card|ticket|code|passport|id|pass|staffed|desk)"
    r"|(?:身份证|前台|人工|刷卡|扫码|二维码|门禁卡|会员卡|密码)[^。？！，不没无]{0,10}(?:也能|就能"
    r"|都能"
    r"|能进|可以进|也可以|就可以|就行|也行)"
    r"|登记(?:一下|下)?(?:也|就)(?:能|可以)(?:进|入)"
)
NO_OTHER_WAY = (
    r"没有?(?:别的|其他|其它|另外的?)(?:进入|入场|验证)?(?:方式|办法|方法|途径|选择)|只能刷脸"
    r"|没别的办法|\bonly way\b|\bno (?:other|alternative) (?:way|method|option)?"
    r"|\bno alternative\b|(?:别的|其他|其它)(?:方式|办法|方法|途径)(?:都)?(?:没有|不行)"
)
KEPT_FOR_EVER = (
    r"一直(?:会)?(?:都)?(?:保留|保存|存着|留着|都?在)|永久(?:保存|保留|存)|永远(?:保存|保留|在)"
    r"|\bforever\b|\bindefinitely\b|\bpermanently\b|\bnever (?:delete|erase)"
)
NOT_NEEDED = (
    r"不(?:用|需要|必|需)(?:刷|录|扫)(?:人)?脸|无需|\bno (?:face|facial)[^.?!]{0,16}(?:needed"
    r"|required|necessary)|\b(?:not|n['’]t) (?:need|require)"
)
"""The face is not needed for it."""
CAN_WITHOUT = (
    r"不(?:刷|录|扫)(?:人)?脸[^。？！，]{0,6}(?:行|可以|能进|能不能进|成)(?:吗|么|不)|\b(?:can"
    r"|could|may) i [^.?!]{0,24}without[^.?!]{0,20}\bface"
    r"|(?:人脸|刷脸)[^。？！，]{0,4}能不(?:能不)?用|能不(?:能不)?(?:用|刷|录)(?:人)?脸"
)
"""The question whether it works without the face."""
WHAT_IS_IT = r"什么|啥|干嘛|干什么|\bwhat\b"
IT_IS = rf"^(?:是|就是|那是)?(?:{RECOGNITION})(?:的|摄像头|门禁|系统|设备|机)?(?:[，,。！]|$)"
"""The answer to it."""
ASK_OTHER = (
    r"(?:有|还有)(?:没有)?(?:别的|其他|其它|另外的?)(?:进入|入场)?(?:方式|办法|方法|途径)"
    r"|\b(?:other|another|alternative) (?:way|method|option)s?\b"
)
"""The question for another way."""
CANNOT = (
    r"^(?:不能|不行|不可以|进不了|进不去|不让进|no|sorry,? no|you can(?:no|['’])t)"
    r"(?:[，,。.!！~～ 啊呀哦呢的]|$)"
)
"""No, to that question."""
NOT_THAT = (
    r"^(?:no[,.]? ?)?we (?:do not|don['’]t) (?:have|use|do) (?:that|it|any|this"
    r"|anything like (?:that|it))\b|^(?:我们)?(?:这边|这里)?(?:没有|没装|不用)(?:这个|这种|这东西"
    r"|这玩意)"
)
"""A denial of what was named just before."""
CLASSIFIED = r"自然到访|自访|自然客户|非渠道|不是(?:渠道|中介)|\bwalk-?in\b|\bnot (?:a )?referr"
"""Words for a visitor who is taken to have come without a broker."""
DATA_WORDS = (
    rf"{FACE}|照片|图像|信息|数据|资料|记录|\bphotos?\b|\bpictures?\b|\bimages?\b|\bdata\b"
    r"|\binformation\b|\brecords?\b"
)

RECOGNISE_FACES = r"识别人脸|\brecogni[sz]e (?:our |my |people['’]s |your )?faces?\b"
ASKED_IF = r"能|可以|可否|可不可以|\bcan (?:you|i)\b|\bcould (?:you|i)\b|\bwould you\b|\bmay i\b"
"""A request in the form of a question."""
ASKED_FOR = (
    r"请|麻烦|帮(?:我|忙)|要求|希望|把|给我|我要|我想|申请|务必|尽快|立即|撤回|\bplease\b"
    r"|\bI (?:want|request|ask|demand|would like|need|wish|hereby|withdraw|revoke)\b"
    r"|\bI['’]d like\b|^(?:delete|erase|remove|send|give)\b"
    r"|撤销|取消授权|^(?:删|注销|清除)|\bkindly\b|\bpursuant to\b|\bunder article\b"
)
NOT_ASKED = (
    r"不会要求|不(?:用|需要|必|要求|要)(?:你们)?(?:删|提供|撤)|没(?:有)?要求|\b(?:do not|don['’]t"
    r"|not) (?:delete|ask|need|want|request)"
)
_OBJECT = r"照片|相片|图片|人脸|脸|信息|数据|图像|特征|记录|录像|资料"
_OBJECT_EN = (
    r"photos?|pictures?|images?|faces?|facial|data|records?|templates?|information|biometrics?"
)
REQUESTS: dict[str, str] = {
    "delete": r"(?:删(?:除|掉|了|一下)?|清除|注销|抹(?:掉|去)"
    rf"|销毁)[^。？！，]{{0,12}}(?:{_OBJECT})|(?:{_OBJECT})[^。？！，]{{0,10}}(?:删|清除|注销"
    rf"|抹掉|销毁)|\b(?:delet|eras|remov|destroy)\w*\b[^.?!]{{0,40}}\b(?:{_OBJECT_EN})\b"
    r"|\b(?:delete|erase|remove) (?:it|them|this|everything)\b",
    "withdraw": r"(?:撤回|撤销|取消)[^。？！，]{0,16}(?:同意|授权)|(?:同意|授权)[^。？！，]{0,6}撤"
    r"回"
    r"|\b(?:withdraw|revoke)\w*\b[^.?!]{0,20}\b(?:consent|permission|authori[sz]ation)",
    "access": r"(?:查阅|复制|复印|查询|告知|告诉我|提供|给我看"
    rf"|导出)[^。？！]{{0,16}}(?:{_OBJECT})|(?:{_OBJECT})[^。？！，]{{0,6}}(?:发|给|寄)(?:给)?我一份"
    r"|\b(?:copy of|access to|tell me what|which"
    rf"|what)\b[^.?!]{{0,24}}\b(?:{_OBJECT_EN})\b[^.?!]{{0,30}}\b(?:me|hold|have|about|stored?"
    r"|keep|my)\b|\b(?:copy of|access to) (?:all )?(?:my"
    rf"|the)\b[^.?!]{{0,24}}\b(?:{_OBJECT_EN})\b"
    r"|\bconfirm (?:whether|if) you (?:hold|have|store|process|keep)\b",
    "explain": r"(?:说明|解释)[^。？！]{0,20}(?:人脸|采集|识别|刷脸|拍|信息)"
    r"|\bexplain\b[^.?!]{0,60}\b(?:face|facial|camera|recogni|photo|data)",
    "correct": rf"(?:更正|改正)[^。？！，]{{0,10}}(?:{_OBJECT})|\bcorrect (?:my"
    rf"|the)\b[^.?!]{{0,20}}\b(?:{_OBJECT_EN})\b",
    "alternative": r"(?:能(?:不能)?|可以|可否|可不可以)[^。？！，]{0,6}(?:不用|不录|不刷|不采集)(?"
    r":人)?脸|"
    r"(?:能(?:不能)?|可以|可否|可不可以)[^。？！，]{0,6}(?:刷卡|用卡|不刷脸|走人工"
    r"|换(?:一种|个|别的)?方式|用身份证)|\b(?:can|could|may) i (?:just )?(?:use|show|enter with"
    r"|scan) (?:a |my |the )?[^.?!]{0,20}\b(?:card|ticket|id|code|pass|passport)\b",
}
"""By value of `request.type`; of several in one conversation the first in this order is the one."""
OF_OTHER_THINGS = (
    r"微信|好友|联系方式|手机号|号码|聊天|朋友圈|群|\bnumber\b|\bcontact\b|\bwechat\b|\baccount\b"
)
OWN_DATA = (
    r"我的|本人|帮我|把我|关于我|我(?:本人)?(?:的)?(?:人脸|照片|信息)|存了我|采集我|\bmy\b|\bme\b"
)

DONE = (
    r"(?:已经?|帮您|给您|为您|帮你|给你)[^。？！，]{0,8}(?:删(?:除|掉|好|了)|清除|撤回|撤销|注销|"
    r"销毁"
    r"|更正|发(?:给|送|到)(?:您|你)|提供(?:给)?(?:您|你))(?:了)?|删(?:掉|好|除)了|\b(?:has|have"
    r"|was|were|is) (?:now )?(?:been )?(?:deleted|removed|erased|withdrawn|destroyed|corrected)"
    r"|\b(?:I|we)(?: have|['’]ve)? (?:deleted|removed|erased)\b|^done\b|\b(?:I|we)(?: have"
    r"|['’]ve)? (?:sent|provided|emailed|given) you\b|\bsent you a copy\b"
    r"|^(?:好的[，,])?(?:删除|删|撤回|撤销|注销)(?:掉)?了|已为您(?:撤销|删除|撤回)"
    r"|^(?:好的[，,])?已(?:经)?(?:删|撤回|注销|撤销)(?:除|掉)?(?:了)?(?:[，,。]|$)"
)
PASSED_ON = (
    r"反馈|转达|上报|转告|问(?:问|一下)|登记(?:了)?您的|提交|转交|\bforward|\bpass(?:ed)? (?:it"
    r"|this) on|\bescalat|\bwill (?:check|ask|look)|\bget back to"
)
REFUSED = (
    r"删不(?:了|掉)|(?:不能|无法|没法|不可以|不予|不会)(?:给您|帮您|为您)?[^。？！，]{0,4}"
    r"(?:删|清除|撤回|提供|查|注销|处理|更正|解释|说明|告知|透露)"
    r"|没(?:有)?办法|办不了|做不(?:了|到)|撤不了|提供不了|查不了|拒绝|无可奉告"
    r"|不方便(?:透露|提供|告知)"
    r"|\b(?:can(?:not|['’]t)|can not|unable|not able|not possible|impossible|won['’]t|will not)\b"
    r"|\b(?:refused?|denied|rejected|decline[ds]?|not going to)\b"
    r"|无权(?:删|撤|查|提供|处理)"
    r"|没(?:有)?(?:[^，。？！]{0,4})权限"
    r"|(?:没有权利|无权)要求|不予受理"
)
ONLY_WITH_CONSENT = (
    r"没有您的?(?:同意|授权)|未经您的?(?:同意|授权)|\bwithout your (?:consent|permission)"
)
REASONED = (
    r"根据|依据|依照|法律|法规|规定|条例|须保存|应当保存|保存期|到期|公安|备案|合同|纠纷|诉讼"
    r"|技术|\bby law\b|\blaw\b|\blegal|\bregulation|\brequired\b|\bbecause\b|\bretention\b"
    r"|\bpolice\b|\bcontract\b|\bpolicy\b"
)
NO_ANSWER = (
    r"(?:没(?:有)?人|一直没|还没|都没|没有|无人)(?:有)?(?:回复|答复|理我|回我|回应)|不回(?:复)?我"
    r"|\b(?:no (?:reply|answer|response)|nobody (?:replied|answered)|not (?:replied|answered"
    r"|heard back)|still waiting for (?:a |an |your )?(?:reply|answer|response))"
)

NOT_AGREED = (
    r"没(?:有)?(?:任何)?人(?:跟|和|对|向|给)?(?:我|我们)?(?:说过|告诉过?(?:我)?|问过?(?:我)?|讲过"
    r"|征求|提过|通知|告知|提醒)|(?:从来没有?|从没|没有?|从未|未)(?:曾)?(?:同意|授权)过?|(?:未经|"
    r"没经过?"
    r"|没有经过)(?:我|本人)?(?:的)?(?:同意|允许|授权)|\b(?:nobody|no one"
    r"|no-one) (?:ever )?(?:asked|tol[d]|informed|warned)\b|\bI (?:never|did not|didn['’]t"
    r"|have not|haven['’]t|have never)(?: ever)? (?:agree|consent|give|gave|sign)\w*"
    r"|\bwithout (?:my|asking|any) ?(?:consent|permission|agreement|me)\b|\bI was (?:never"
    r"|not) (?:asked|tol[d]|informed)\b|(?:没有?|从未|没)签(?:过|署)?[^，。]{0,6}(?:同意|授权)"
    r"|不知道[^，。]{0,6}(?:被拍|被采集|被识别|会拍|要拍)"
    r"|没(?:有)?(?:问|告诉|通知|征求|提醒|告知)(?:过)?(?:我|本人)"
)
OBJECTS = (
    r"(?<!没)(?:不同意|拒绝|反对|不接受|不想|不愿意?|不要)[^。？！，]{0,8}(?:刷脸|人脸|录脸|扫脸"
    r"|脸部)|\bI (?:do not|don['’]t|refuse|object|will not|won['’]t"
    r"|decline)\b[^.?!]{0,36}\b(?:face|facial)\b"
)
OWN_PLACE: dict[str, str] = {
    "sales_office": r"(?:我们|本|咱们)(?:的)?(?:案场|售楼处|营销中心|销售中心)|案场(?:摄像头|有"
    r"|的)|\bour sales office\b",
    "retail": r"(?:我们|本)(?:的)?(?:门店|商场|超市|商店|店)|\bour (?:store|shop|supermarket"
    r"|mall)\b",
    "gym": r"(?:我们|本)(?:的)?(?:健身房|健身中心|俱乐部)|\bour gym\b",
    "residential": r"(?:我们|本)(?:的)?(?:小区|物业小区)|\bour (?:residential|compound|building)\b",
    "gate": r"(?:我们|本)(?:的)?(?:园区|景区|乐园|动物园|公园)|本园|\bour park\b",
}
