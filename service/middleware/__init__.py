"""What every request passes on its way in and every reply on its way out."""

from service.middleware.access_log import AccessLog
from service.middleware.body_limit import BodyLimit
from service.middleware.cross_origin import CrossOrigin
from service.middleware.faults import Faults
from service.middleware.header_limit import HeaderLimit
from service.middleware.request_id import RequestId
from service.middleware.security_headers import SecurityHeaders

__all__ = [
    "AccessLog",
    "BodyLimit",
    "CrossOrigin",
    "Faults",
    "HeaderLimit",
    "RequestId",
    "SecurityHeaders",
]
