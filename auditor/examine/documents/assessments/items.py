"""The items that the law asks for in an assessment, a contract with a vendor and a filing.

Sources: Personal Information Protection Law arts 21, 55 and 56; Measures for the security
management of face recognition (2025) arts 9 and 15. An item has narrow words, which show that it is
there, and broad words: only if none of these occurs either is it known to be missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class GovernanceKind(StrEnum):
    """What the title of a document calls it."""

    ASSESSMENT = "impact assessment"
    VENDOR_CONTRACT = "contract with a vendor"
    FILING = "filing"


@dataclass(frozen=True)
class GovernanceItem:
    """One item: its value in the vocabulary or its name, what it is, and its words.

    `forbids` says that the item is a prohibition, so that words of denial belong to it.
    """

    name: str
    words: str
    narrow: str
    broad: str
    forbids: bool = False


TITLES: dict[GovernanceKind, str] = {
    GovernanceKind.ASSESSMENT: (r"影响评估(?:报告|表|书)?|\bimpact assessment\b|\bDPIA\b|\bPIA\b"),
    GovernanceKind.VENDOR_CONTRACT: (
        r"(?:委托处理|数据处理|个人信息处理)(?:协议|合同|委托书)|委托(?:数据|个人信息)处理(?:协议"
        r"|合同)|\b(?:data )?process(?:ing|or) (?:agreement|contract)\b|\bDPA\b"
        r"|\bcommissioned processing\b"
    ),
    GovernanceKind.FILING: (
        r"备案(?:回执|证明|登记表|申请表|表|信息|通知书|材料)|\bfiling (?:receipt|form"
        r"|certificate|record)\b|\brecord-filing\b"
    ),
}
"""Titles; searched in the first lines only."""
NOT_THE_DOCUMENT = (
    r"通知|提醒|培训|指南|办法|规定|制度|流程|模板|模版|样本|范本|草案|草稿|征求意见稿|计划|须知"
    r"|如何|示例|\breminder\b|\btraining\b|\bguid(?:e|ance|eline)|\bpolicy\b|\bprocedure\b"
    r"|\btemplate\b|\bdraft\b|\bplan\b|\bhow to\b|\bsample\b|\bmanual\b"
)
"""In a title: it is about such documents, or not yet one."""
RECEIPT = (
    r"回执|证明|备案号|受理|予以备案|\breceipt\b|\bcertificate\b|\bfiling number\b|\backnowledg"
)
LEFT_OPEN = (
    r"未评估|待评估|待补充|待填|待定|暂缺|空缺|无内容|\bTBD\b|\bto be (?:completed|done|added"
    r"|assessed)\b|\bnot (?:yet )?(?:assessed|covered|completed)\b|\bN/A\b|_{3,}"
)
"""An item that is named and left open is not there."""

ITEMS: dict[GovernanceKind, tuple[GovernanceItem, ...]] = {
    GovernanceKind.ASSESSMENT: (
        GovernanceItem(
            "lawfulness",
            "whether purpose and manner are lawful, legitimate and necessary",
            r"合法性?|正当性?|必要性|是否必要|\blawful|\blegitima|\bnecess(?:ity|ary)\b"
            r"|\bproportional",
            r"目的|依据|必要|合法|正当|\bpurpose|\blegal|\blaw|\bneed|\bnecess|\bbasis\b",
        ),
        GovernanceItem(
            "impact",
            "the impact on people",
            r"(?:对)?个人(?:权益|权利)?(?:的)?影响|权益(?:的)?影响|影响分析"
            r"|\bimpact on (?:the )?(?:individuals?|people|data subjects?|persons?|visitors"
            r"|members|rights|customers)|\brights and (?:freedoms|interests)\b"
            r"|\beffects? on (?:people|individuals|persons)\b",
            r"影响|权益|权利|后果|\bimpact\b(?! assessment)|\beffects?\b|\brights?\b|\bharm"
            r"|\bconsequence|\bappeal",
        ),
        GovernanceItem(
            "risk",
            "risks of leak and misuse",
            r"(?:安全|泄露|滥用|合规)?风险|泄露|滥用|\brisks?\b|\bleak|\bmisuse\b|\bfalse match",
            r"风险|泄露|滥用|隐患|威胁|误识|\brisk|\bleak|\bbreach|\bmisus|\bthreat|\bhazard"
            r"|\bfalse",
        ),
        GovernanceItem(
            "safeguards",
            "safeguards",
            r"(?:保护|安全|技术|管理|防护)措施|\bsafeguards?\b|\b(?:security|protective|technical"
            r"|mitigating) measures?\b|\brisks? and measures\b|\bmitigation",
            r"措施|保护|加密|权限|防护|\bmeasure|\bprotect|\bsafeguard|\bsecur|\bencrypt"
            r"|\bcontrol|\bmitigat",
        ),
    ),
    GovernanceKind.VENDOR_CONTRACT: (
        GovernanceItem(
            "purpose",
            "the purpose",
            r"处理目的|委托(?:处理)?目的|\bpurposes?\b",
            r"目的|用途|\bpurpose|\baim",
        ),
        GovernanceItem(
            "period",
            "the period",
            r"(?:处理|委托|合同|协议|保存|有效)(?:期限|期间|期)|\b(?:term|duration|period)\b",
            r"期限|期间|有效期|\bterm\b|\bduration|\bperiod|\buntil\b|\d年|\byears?\b",
        ),
        GovernanceItem(
            "manner",
            "the manner",
            r"处理方式|\bmanner\b|\bmeans of processing\b|\bnature of (?:the )?processing\b",
            r"方式|方法|\bmanner|\bmeans|\bhow\b|\bmethod|\bnature\b",
        ),
        GovernanceItem(
            "kinds",
            "the kinds of data",
            r"(?:个人)?信息(?:的)?(?:种类|类型|类别)|数据(?:种类|类型|类别)|\b(?:kinds|types"
            r"|categories) of (?:personal )?(?:data|information)\b",
            r"种类|类型|类别|信息|数据|\bdata\b|\binformation\b|\btemplates?\b|\bimages?\b",
        ),
        GovernanceItem(
            "safeguards",
            "safeguards",
            r"(?:保护|安全|技术|保密)措施|\bsafeguards?\b|\bsecurity measures?\b"
            r"|\btechnical and organi[sz]ational\b",
            r"措施|安全|保护|加密|保密|\bsecur|\bmeasure|\bprotect|\bconfidential|\bencrypt",
        ),
        GovernanceItem(
            "duties",
            "rights and duties of both",
            r"(?:双方|各方|甲乙)?(?:的)?权利(?:和|与|及)?义务|\brights and (?:duties"
            r"|obligations)\b|\bobligations of the (?:processor|vendor|controller)\b",
            r"权利|义务|责任|\bright|\bdut(?:y|ies)|\bobligat|\bshall\b|\bliab",
        ),
        GovernanceItem(
            "supervision",
            "supervision of the vendor",
            r"监督|审计|检查|\bsupervis|\baudits?\b|\binspect",
            r"监督|审计|检查|抽查|\bsupervis|\baudit|\binspect|\bmonitor|\breport",
        ),
        GovernanceItem(
            "return",
            "return or deletion at the end",
            r"(?:返还|归还|销毁|删除)[^。；\n]{0,20}(?:信息|数据|人脸)|(?:信息"
            r"|数据)[^。；\n]{0,20}(?:返还|归还|销毁|删除)|\b(?:return|delet"
            r"|destr)\w*\b[^.;\n]{0,40}\b(?:data|information|templates?|images?)\b",
            r"返还|归还|销毁|删除|\breturn|\bdelet|\bdestroy|\beras",
        ),
        GovernanceItem(
            "subprocessing",
            "no further vendor without consent",
            r"(?:不得|未经[^。；\n]{0,12})(?:转委托|再委托|分包)|转委托|\bsub-?process"
            r"|\bsub-?contract",
            r"转委托|再委托|分包|第三方|\bsub-?process|\bsub-?contract|\bthird part|\bother part",
            forbids=True,
        ),
    ),
    GovernanceKind.FILING: (
        GovernanceItem(
            "operator",
            "who files",
            r"处理者(?:名称|基本情况)|单位名称|申请人|备案主体|\b(?:name"
            r"|details) of the (?:operator|processor|controller|applicant)\b|\bapplicant\b",
            r"名称|单位|公司|\bname|\bcompan|\boperator|\bapplicant",
        ),
        GovernanceItem(
            "purpose",
            "purpose and manner",
            r"处理目的|处理方式|\bpurposes?\b",
            r"目的|方式|用途|\bpurpose|\bmanner",
        ),
        GovernanceItem(
            "amount",
            "the number of people and the safeguards",
            r"(?:存储|人脸)(?:数量|人数)|\bnumber of (?:persons|people|individuals)\b"
            r"|\bamount stored\b",
            r"数量|人数|万人|\bnumber\b|\bamount|\bpersons\b",
        ),
        GovernanceItem(
            "rules",
            "rules and procedures",
            r"处理规则|操作规程|管理制度|\b(?:processing )?rules\b|\bprocedures\b",
            r"规则|规程|制度|\brules?\b|\bprocedure",
        ),
        GovernanceItem(
            "assessment",
            "the impact assessment",
            r"影响评估|\bimpact assessment\b",
            r"评估|\bassessment",
        ),
    ),
}


@dataclass(frozen=True)
class StatedFact:
    """A yes or no that a sentence may state: words for yes, words for no."""

    fact: str
    yes: str
    no: str


STATED: tuple[StatedFact, ...] = (
    StatedFact(
        "governance.filed",
        r"(?:已|已经|已于[^。；\n]{4,20})(?:向[^。；\n]{0,16})?(?:完成|办理|取得|通过)?备案"
        r"|备案(?:号|编号)[:：]\s?\S|\b(?:filing"
        r"|registration) with the [^.;\n]{0,40}(?:cyberspace|authority)[^.;\n]{0,24}\b(?:was"
        r"|has been) (?:completed|made|done)|\b(?:was|has been) filed with the\b",
        r"(?:未|尚未|没有|还没)(?:向[^。；\n]{0,16})?(?:完成|办理|进行"
        r"|取得)?(?:[^。；\n]{0,4})备案|备案[^。；\n]{0,6}[:：]\s?(?:未|尚未|无)(?:办理|完成"
        r"|备案)|\b(?:filing|registration)[^.;\n]{0,60}(?:: |\b(?:was|has"
        r"|is) )(?:not (?:yet )?(?:been )?(?:made|completed|done|filed))"
        r"|\bnot (?:yet )?(?:been )?filed with\b",
    ),
    StatedFact(
        "storage.encrypted",
        r"加密(?:存储|保存|后存储)|(?:存储|保存)[^。；\n]{0,8}加密|\bstored encrypted\b"
        r"|\bencrypted at rest\b|\b(?:templates?|face data|faces?|images?) (?:are"
        r"|is) (?:\w+ )?encrypted\b|\bstored in encrypted\b",
        r"(?:未|没有|不|未经)(?:进行|采取|作|做)?加密|明文(?:存储|保存)|\b(?:not"
        r"|un)[ -]?encrypted\b|\bin (?:clear|plain) ?text\b|\bwithout encryption\b",
    ),
    StatedFact(
        "sharing.export",
        r"(?:人脸|个人|数据|信息)[^。；\n]{0,10}(?:出境|向境外提供|传输至境外|存储于境外)"
        r"|\b(?:face data|faces?|templates?|data|images?) are (?:transferred|sent|stored"
        r"|exported) (?:abroad|outside china|overseas|to servers abroad)",
        r"不(?:涉及)?(?:向境外|出境|跨境)|(?:未|没有|无)(?:涉及)?(?:向境外|出境|跨境)"
        r"|\bno export\b|\bnot (?:transferred|sent|exported|stored) (?:abroad|outside china"
        r"|overseas)\b|\bno (?:cross-border )?transfers? (?:abroad|outside china)\b",
    ),
    StatedFact(
        "governance.vendor_contract",
        r"(?:与|和)[^。；\n]{0,20}(?:签订|签署|订立)(?:了)?[^。；\n]{0,10}(?:委托处理|数据处理"
        r"|委托)?(?:协议|合同)|\b(?:processor"
        r"|vendor) (?:acts )?(?:as processor )?under (?:a )?contract\b"
        r"|\bprocessor under contract\b|\bas (?:a )?processor under (?:a )?contract\b"
        r"|\b(?:processing agreement|contract) with the vendor (?:is|was|has been) (?:signed"
        r"|concluded|in place)\b",
        r"(?:未|尚未|没有)(?:与|和)[^。；\n]{0,20}(?:签订|签署|订立)"
        r"|\bno (?:processing )?(?:contract|agreement) with the vendor\b"
        r"|\bwithout (?:a )?(?:processing )?(?:contract|agreement) with the vendor\b",
    ),
    StatedFact(
        "governance.protection_officer",
        r"(?:已|已经)(?:指定|任命|设立|明确)[^。；\n]{0,8}个人信息保护负责人|\b(?:data protection"
        r"|privacy) officer (?:is|was|has been) appointed\b|\bappointed a (?:data protection"
        r"|privacy) officer\b",
        r"(?:未|尚未|没有)(?:指定|任命|设立)[^。；\n]{0,8}个人信息保护负责人|\b(?:data protection"
        r"|privacy) officer (?:is|was|has) not (?:been |yet )*appointed\b|\bno (?:data protection"
        r"|privacy) officer\b",
    ),
)
"""What assessments and filings often state; a sentence that asks, sets a condition or looks ahead
states nothing."""

ASSESSED_ON = (
    r"(?:评估(?:完成)?|完成|批准|审批|签署|报告)(?:日期|时间)[:：]|评估于|(?:批准|审批|签发)于"
    r"|\b(?:approved|completed|signed|adopted)\b[^.\n]{0,60}\bon\b"
    r"|\bdate of (?:the )?assessment\b|\bassessment date\b"
)
KEPT_UNTIL = r"(?:报告|评估|记录)[^。；\n]{0,12}保存至|\bkept until\b|\bretained until\b"
PERSONS = re.compile(
    r"(?:人脸库|人脸(?:信息|特征|模板|数据)|特征值|face (?:images?|templates?|data|library)"
    r"|templates?)[^。.;；\n]{0,40}?(?P<number>\d{1,3}(?:,\d{3})+"
    r"|\d+(?:\.\d+)?)\s?(?P<wan>万)?\s?(?:余|多)?(?:名|个)?\s?(?P<unit>人|会员|用户|persons?"
    r"|people|members|individuals)",
    re.IGNORECASE,
)
"""Of how many people face data are stored."""
DUTY = (
    r"应当|应在|须|需要|必须|拟|将|计划|建议|\bshould\b|\bmust\b|\bshall\b|\bwill\b|\bplan"
    r"|\brequired\b|\bto be\b|\bwould\b"
)
"""Duties and intentions state nothing that is so."""
