"""Where a container's settings send things, and what it publishes."""

from __future__ import annotations

import re

from auditor.core.wording import wording
from auditor.examine.configs.containers.service import Service, Setting
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import Sent
from auditor.examine.configs.syntax.tree import Switch

_MESSAGES = Sent("frame.messages_perhaps_pictures", False)
_PICTURES = Sent("frame.face_pictures", True)
_TEMPLATES = Sent("containers.face_templates", True)
_FILES = Sent("containers.files_perhaps_pictures", False)
_ADDRESSES: tuple[tuple[re.Pattern[str], str, Sent], ...] = (
    (re.compile(r"COMPREFACE\w*_(?:URL|HOST|ENDPOINT|DOMAIN)$"), "HTTP", _PICTURES),
    (re.compile(r"DEEPSTACK\w*_(?:URL|HOST)$"), "HTTP", _PICTURES),
    (re.compile(r"(?:AZURE_)?FACE\w*_(?:URL|ENDPOINT)$"), "HTTP", _PICTURES),
    (re.compile(r"(?:MILVUS|QDRANT)_(?:URL|URI|HOST)$"), "database", _TEMPLATES),
    (re.compile(r"WEBHOOK\w*URL$|WEBHOOK$|CALLBACK_URL$"), "webhook", _MESSAGES),
    (re.compile(r"MQTT_(?:HOST|BROKER|URL|SERVER)\w*$"), "MQTT", _MESSAGES),
    (re.compile(r"(?:SMTP|EMAIL|MAIL)_(?:HOST|SERVER)$"), "e-mail", _MESSAGES),
    (re.compile(r"(?:S3|MINIO|OSS|COS|OBS)_(?:\w+_)?(?:ENDPOINT|URL|HOST)$"), "S3", _FILES),
    (re.compile(r"KAFKA\w*(?:BROKERS?|SERVERS?|BOOTSTRAP\w*)$"), "Kafka", _MESSAGES),
    (re.compile(r"^FTP_(?:HOST|SERVER)$|SFTP_HOST$"), "FTP", _FILES),
)
_FIXED: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"TELEGRAM\w*(?:TOKEN|CHAT_ID)$"), "Telegram", "api.telegram.org"),
    (re.compile(r"SLACK\w*TOKEN$"), "Slack", "slack.com"),
)
_SWITCH = re.compile(r"(?:ENABLE|DISABLE|USE)_|\w_(?:ENABLED|DISABLED)$")
_RULE_HOST = re.compile(r"Host\(\s*[`'\"]?([^`'\")]+)")
_TUNNEL = re.compile(r"(?:^|/)(?:cloudflared|ngrok)$")
_WEB = re.compile(r"(?:^|/)(?:nginx|httpd|caddy|apache|static-web-server|nginx-unprivileged)$")


def note_destinations(book: Notebook, service: Service) -> None:
    """Addresses in the settings of a container that has to do with faces."""
    done: set[str] = set()
    mail = service.first("ENABLE_EMAIL_SERVER")
    without_mail = mail is not None and mail.switch is Switch.OFF
    for one in service.settings:
        if one.empty or one.text.lower() in ("true", "false"):
            # A switch is no address, whatever its name ends in.
            continue
        for pattern, kind, sent in _ADDRESSES:
            if pattern.search(one.key) and not (kind == "e-mail" and without_mail):
                _destination(book, service, one, kind, one.text, sent)
                break
        for pattern, kind, host in _FIXED:
            if pattern.search(one.key) and kind not in done:
                done.add(kind)
                _destination(book, service, one, kind, host, _MESSAGES)


def _destination(  # noqa: PLR0917 - what a destination is made of
    book: Notebook, service: Service, one: Setting, kind: str, address: str, sent: Sent
) -> None:
    book.destination(kind, address, sent, path=one.path, node=one.node, subject=service.name)


def note_ports(book: Notebook, service: Service) -> None:
    """Whether others on the network of the site reach it.

    A port is open on every address unless one is written (Compose specification, "ports").
    """
    if not service.ports:
        return
    local = all(re.match(r"\[?(?:127\.0\.0\.1|::1|localhost)\]?:", port) for port in service.ports)
    words = wording("containers.port_local") if local else wording("containers.port_on_network")
    book.note("ports", words, path=service.path, node=service.node, subject=service.name)


def note_published(book: Notebook, services: tuple[Service, ...], faces: set[str]) -> None:
    """Folders of services about faces that a web server holds too, tunnels, and proxies' names."""
    held = {
        source: one.name
        for one in services
        if one.name in faces
        for source in one.volumes
        if not source.endswith((".sock", "localtime", ".conf"))
    }
    for one in services:
        if _WEB.search(one.repository) and one.name not in faces:
            for source in one.volumes:
                if source in held:
                    book.note(
                        "published",
                        wording("containers.folder_published", folder=source),
                        path=one.path,
                        node=one.node,
                        subject=one.name,
                    )
        if _TUNNEL.search(one.repository):
            book.note(
                "tunnel",
                wording("containers.tunnel"),
                path=one.path,
                node=one.node,
                subject=one.name,
            )


def note_proxy(book: Notebook, service: Service, labels: tuple[str, ...]) -> None:
    """The name under which a reverse proxy offers it."""
    for label in labels:
        if (found := _RULE_HOST.search(label)) is not None:
            book.destination(
                wording("frame.kind.reverse_proxy"),
                found.group(1),
                Sent("frame.pages_and_answers", False),
                path=service.path,
                node=service.node,
                subject=service.name,
            )
