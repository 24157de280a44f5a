"""Names of the Chinese face services and SDKs, and of what their settings mean.

Baidu AI (face/v3), Tencent Cloud IAI, Alibaba Cloud facebody, Megvii Face++, Huawei FRS and ArcSoft
ArcFace, each as its own documentation writes them; Spring takes `match-threshold`,
`matchThreshold` and `MATCH_THRESHOLD` for one property.
"""

from __future__ import annotations

import re

FACE = re.compile(
    r"(?<![a-z])faces?(?![a-z])|face(?=[-_A-Z\d])|(?<=[a-z_-])Face|FACE|arcface|faceid(?=\.)"
    r"|人脸|刷脸",
    re.ASCII,
)
FACE_PRODUCT = re.compile(
    r"arcsoft|arcface|seetaface|facebody|facepp|faceplusplus|megvii|sensetime"
    r"|(?<![a-z])(?:iai|frs)(?![a-z])",
    re.IGNORECASE,
)
"""Names of products that do nothing but faces."""
VENDOR = re.compile(
    r"baidu|(?<![a-z])(?:aip|bce|iai|frs)(?![a-z])|tencent|qcloud|facebody|aliyun|alibaba|megvii"
    r"|facepp|face\+\+|faceplusplus|arcsoft|arcface|sensetime|seetaface|huawei",
    re.IGNORECASE,
)
VENDORS: dict[str, str] = {
    **dict.fromkeys(("baidu", "aip", "bce"), "baidu"),
    **dict.fromkeys(("tencent", "qcloud", "iai"), "tencent"),
    **dict.fromkeys(("aliyun", "alibaba", "facebody", "ali"), "aliyun"),
    **dict.fromkeys(("megvii", "facepp", "face++", "faceplusplus"), "megvii"),
    **dict.fromkeys(("arcsoft", "arcface"), "arcsoft"),
    **dict.fromkeys(("huawei", "frs"), "huawei"),
    "sensetime": "sensetime",
    "seetaface": "seetaface",
}
"""One name for each vendor by the names that settings use."""
CLOUDS: dict[str, str] = {
    "baidu": "aip.baidubce.com",
    "tencent": "iai.tencentcloudapi.com",
    "aliyun": "facebody.cn-shanghai.aliyuncs.com",
    "megvii": "api-cn.faceplusplus.com",
    "huawei": "face.cn-north-4.myhuaweicloud.com",
}
"""Where each cloud's service is called unless a setting says otherwise (the SDKs' own defaults)."""
HOST = re.compile(
    r"aip\.baidubce\.com/rest/2\.0/face|iai\.(?:[\w-]+\.)?tencentcloudapi\.com"
    r"|facebody\.[\w-]+\.aliyuncs\.com|api-(?:cn|us)\.faceplusplus\.com"
    r"|(?:face|frs)\.[\w-]+\.myhuaweicloud|api\.megvii\.com"
)
VERIFY_HOST = re.compile(
    r"cloudauth[\w.-]*\.aliyuncs\.com|faceid\.(?:[\w-]+\.)?tencentcloudapi\.com|api\.megvii\.com"
    r"|faceid\.com"
)
"""Services that compare a face with that of the person claimed, and do nothing else."""
OTHER_USE = re.compile(
    r"(?<![a-z])(?:ocr|sms|pay|wxpay|alipay|plate|license_?plate|speech|nlp|tts|asr|beauty|slim|vod"
    r"|live(?!ness)|im|trtc|mail|map)(?![a-z])",
    re.IGNORECASE,
)
"""What else the same vendors sell: reading plates and cards, messages, beauty filters."""
STORE = re.compile(r"(?<![a-z])(?:oss|cos|obs|minio|bucket\w*)(?![a-z])", re.IGNORECASE)

SELECTORS = frozenset({"provider", "type", "vendor", "apiname", "engine", "supplier", "driver"})
SWITCHES = frozenset({"enable", "enabled", "on", "active", "open", "isenable", "isopen", "switch"})
CREDENTIALS = frozenset(
    {
        *("appid", "apikey", "secretkey", "secretid", "accesskeyid", "accesskeysecret", "sdkkey"),
        *("sdkkeys", "activekey", "apisecret", "accesskey", "appkey", "ak", "sk", "activefile"),
        *("licensekey", "clientid", "clientsecret", "key", "secret", "appsecret"),
    }
)
LIBRARIES = frozenset(
    {
        *("groupid", "groupids", "groupidlist", "usergroupid", "dbname", "facedb", "facedbname"),
        *("facesettoken", "outerid", "facesetname", "facelibrary", "facelib", "groupname"),
        *("facegroup", "facegroupid", "facesetid", "persongroupid", "repositoryid"),
    }
)
COMPARED = frozenset({"supportfacerecognition", "comparepoolsize"})
MATCH_THRESHOLDS = frozenset(
    {
        *("matchthreshold", "facematchthreshold", "acceptscore", "similarity", "minsimilarity"),
        *("similaritythreshold", "passrate", "matchscore", "facematchscore", "comparethreshold"),
        *("identifyscore", "identifythreshold", "searchthreshold", "facethreshold", "similar"),
        *("comparerate", "comparescore", "recognitionthreshold", "matchrate", "rate", "score"),
        *("similarscore", "threshold", "confidence", "facesimilarity", "scorethreshold"),
    }
)
MATCH_WORD = re.compile(r"recogni|identif|match|similar|compar|verif")
THRESHOLD_WORD = re.compile(r"threshold|score|similarity|rate$")
OFFLINE = re.compile(r"offline|离线|本地", re.IGNORECASE)
"""Names of what runs on the site and calls no cloud."""
STRANGERS = re.compile(r"stranger|陌生人|auto_?regist|save_?unknown", re.IGNORECASE)
"""That those nobody enrolled are kept as well."""
FOLDER = re.compile(r"(?:dir|path|folder)$")
PICTURES = re.compile(r"upload|image|img|pic|photo|regist|snap|capture|save", re.IGNORECASE)
OTHER_KEYS = frozenset(
    {
        *("endpoint", "region", "regionid", "host", "url", "baseurl", "domain", "timeout", "port"),
        *("conntimeout", "sockettimeout", "connecttimeout", "readtimeout", "imagetype", "version"),
        *("livenesscontrol", "qualitycontrol", "facemodelversion", "detectpoolsize", "libpath"),
        *("threadpoolsize", "sdklibpath", "detectmode", "detectfacemaxnum", "maxdetectfacenum"),
        *("modelpath", "actiontype", "maxusernum", "maxfacenum", "minfacesize", "projectid"),
        *("name", "username", "password", "sceneid", "productcode", "ruleid", "accesstoken"),
        *("limit", "topn", "maxpersonnum", "needpersoninfo", "activefile", "image", "imageurl"),
    }
)
"""Keys that are understood and say nothing about whether faces are compared."""
UNSURE_THRESHOLDS = frozenset({"threshold", "confidence", "rate", "score", "similar"})
"""Words that mean a threshold of comparison only where nothing around them says otherwise."""
FUNCTIONS = frozenset({"supportfacedetect", "supportage", "supportgender", "supportliveness"})
FIELDS = frozenset({"facefield", "facefields", "returnattributes", "faceattributestype"})
ATTRIBUTES = frozenset(
    {
        *("age", "gender", "emotion", "expression", "beauty", "race", "ethnicity", "glasses"),
        *("facetype", "smile", "smiling", "skinstatus", "mask", "hat", "hair", "moustache"),
    }
)
"""Fields that are inferred from a face (Baidu `face_field`, Face++ `return_attributes`); where a
face is, how it is turned and how sharp it is are none of them."""
NOT_OF_A_MATCH = re.compile(
    r"nms|detect|conf_?thresh|quality|blur|occlu|illumin|live|spoof|mask|size|speed|motion|alarm",
    re.IGNORECASE,
)
_BLANK = re.compile(
    r"x{3,}|your[-_ ]?.*|你的.*|您的.*|替换.*|请填.*|填写.*|<.*>|\*+|todo.*|\.{2,}|-+|null|none|xx+"
    r"|(?:(?:app|api|secret|access|sdk|active)[_-]?(?:id|key|secret)(?:[_-]?(?:id|secret))?)",
    re.IGNORECASE,
)


def plain(key: str) -> str:
    """A key's last part without signs and case."""
    return re.split(r"[.\[]", key)[-1].replace("-", "").replace("_", "").lower()


def is_placeholder(text: str) -> bool:
    """Whether a value stands for one that is to be filled in."""
    return _BLANK.fullmatch(text.strip()) is not None


def vendor_of(text: str) -> str:
    """The vendor that a key or value names; empty where it names none."""
    found = VENDOR.search(text)
    return VENDORS.get(found.group().lower(), "") if found is not None else ""
