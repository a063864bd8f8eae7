"""Time stamps of RFC 3161: a server that a person names signs that it was shown a sha256 at a time.

Only that sha256 is sent, and only on request. The answer is kept unchanged, beside the file
(``FILE.tsr``) or in the project (``time-stamps/SHA256.tsr``, for the last line of the log), where
``verify`` and ``openssl ts -verify`` check it without a network.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from secrets import randbits
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeAlias

from components.core.errors import BadTimeStamp, EmptyInput
from components.core.extras import extra_packages
from components.core.safe_html import printable
from components.projects.log import lines_of, sha256
from components.projects.project import LOG, Project
from components.sources.named_server import NamedServer

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

ENDING: Final = ".tsr"
FOLDER: Final = "time-stamps"
HEADERS: Final = {
    "Content-Type": "application/timestamp-query",
    "Accept": "application/timestamp-reply",
}
DIGESTS: Final = ("sha256", "sha384", "sha512")
GRANTED: Final = ("granted", "granted_with_mods")
UNREADABLE: Final = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    OverflowError,
    RecursionError,
)
"""What invalid bytes raise."""

Authorities: TypeAlias = "Sequence[Certificate]"
"""Certificates of authorities that a person trusts to certify a time stamp."""


@dataclass(frozen=True, kw_only=True)
class StampServer(NamedServer):
    """``url`` as its operator gives it ("https://example.org/tsr")."""

    most_bytes: ClassVar[int] = 1_000_000

    @property
    def leaving(self) -> str:
        return (
            f"One sha256 will leave this machine for {self.host}, {self.lock}, to be stamped with "
            "the time; nothing else will."
        )

    def stamp(
        self, content: bytes, *, send_to: str = "", agrees: Callable[[str], bool]
    ) -> tuple[bytes, str]:
        """The server's answer, checked, and what it says. Raises InstallationError, BadTimeStamp,
        FetchError, and AddressRefused like ``require_leave``."""
        with extra_packages():
            from asn1crypto.tsp import TimeStampReq
        if not content:
            raise EmptyInput("There is nothing in it to stamp.", way_out="Name another file.")
        own = hashlib.sha256(content).digest()
        imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": own}
        nonce = randbits(64)
        query = TimeStampReq(
            {"version": 1, "message_imprint": imprint, "nonce": nonce, "cert_req": True}
        )
        self.require_leave(send_to, agrees)
        reply = self.send(self.base, query.dump(), headers=HEADERS)
        if reply.status != HTTPStatus.OK:
            raise self.failed(
                f"The server answered {reply.status}.",
                where=self.url,
                way_out="Check the address, or name another server.",
            )
        try:
            return reply.body, stamped(content, reply.body, nonce=nonce)
        except BadTimeStamp as error:
            way_out = "Ask again, or name another server."
            raise BadTimeStamp(error.what, where=self.url, way_out=way_out) from error


def authorities_in(content: bytes, *, where: str) -> Authorities:
    """The certificates in a file. Raises InstallationError and BadTimeStamp."""
    with extra_packages():
        from cryptography.x509 import load_pem_x509_certificates
    try:
        return load_pem_x509_certificates(content)
    except ValueError as error:
        raise BadTimeStamp(
            "There is no certificate in it that can be read.",
            where=where,
            way_out="Give it as PEM; of a file as DER: "
            "openssl x509 -inform der -in FILE -out CA.pem",
        ) from error


def stamped(
    content: bytes,
    answer: bytes,
    *,
    nonce: int | None = None,
    authorities: Authorities = (),
) -> str:
    """What the server's answer says of the content: its time and the certificate that signed it;
    with ``authorities``, also which of them certifies it. Without them, the reader must judge
    whether to trust it. Raises InstallationError and BadTimeStamp."""
    with extra_packages():
        from asn1crypto import core
        from asn1crypto.tsp import ContentInfo, PKIStatusInfo
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.x509 import (
            DuplicateExtension,
            InvalidVersion,
            load_der_x509_certificate,
        )
    try:
        response = core.Sequence.load(answer, strict=True)  # a refusal has only a status
        if (status := PKIStatusInfo.load(response[0].dump())["status"].native) not in GRANTED:
            raise BadTimeStamp(f"The server refused ({status}).")
        signed = ContentInfo.load(response[1].dump())["content"]
        inner = signed["encap_content_info"]["content"]
        time, imprint = inner.parsed["gen_time"].native, inner.parsed["message_imprint"]
        digest = imprint["hash_algorithm"]["algorithm"].native
        if (
            digest not in DIGESTS
            or imprint["hashed_message"].native != hashlib.new(digest, content).digest()
        ):
            raise _none("it stamps something else")
        if nonce not in {None, inner.parsed["nonce"].native}:
            raise _none("it answers another request")
        (signer,) = signed["signer_infos"]
        named = signer["sid"].chosen
        sent = [one.chosen for one in signed["certificates"]]
        found = (
            load_der_x509_certificate(one.dump())
            for one in sent
            if (one.issuer, one.serial_number) == (named["issuer"], named["serial_number"].native)
        )
        if (by := next(found, None)) is None:
            raise _none("it lacks the certificate by which it is signed")
        _require_signed(signer, bytes(inner), by, at=time)
        vouches = ""
        if authorities:
            others = [load_der_x509_certificate(one.dump()) for one in sent]
            vouches = f", for which {_authority_of(by, others, [*authorities], at=time)} vouches"
        return (
            f"{printable(by.subject.rfc4514_string())} stamped it at {time:%Y-%m-%d %H:%M:%S} UTC "
            f"(certificate of {printable(by.issuer.rfc4514_string())}, sha256 "
            f"{by.fingerprint(SHA256()).hex()}{vouches})"
        )
    except (*UNREADABLE, UnsupportedAlgorithm, InvalidVersion, DuplicateExtension) as error:
        why = next(iter(str(error).splitlines()), type(error).__name__)
        raise _none(f"it cannot be read, {why.rstrip('.')}") from error


def _require_signed(
    signer: Mapping[str, Any], content: bytes, by: Certificate, *, at: datetime
) -> None:
    """Raises BadTimeStamp where the certificate did not sign the content, or was not valid for time
    stamps at that time (RFC 3161, 2.3 and 2.4.2; RFC 5652, 5.4)."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509 import ExtendedKeyUsage, ExtensionNotFound
    from cryptography.x509.oid import ExtendedKeyUsageOID

    said = {one["type"].native: one["values"][0] for one in signer["signed_attrs"]}
    digest = signer["digest_algorithm"]["algorithm"].native
    if digest not in DIGESTS or said["content_type"].native != "tst_info":
        raise _none("it is signed in a way that is not known here")
    if said["message_digest"].native != hashlib.new(digest, content).digest():
        raise _none("what was signed is something else")
    if bound := said.get("signing_certificate_v2"):
        of = bound["certs"][0]["hash_algorithm"]["algorithm"].native
    else:
        bound, of = said["signing_certificate"], "sha1"
    own = hashlib.new(of, by.public_bytes(Encoding.DER), usedforsecurity=False).digest()
    if bound["certs"][0]["cert_hash"].native != own:
        raise _none("it is bound to another certificate")
    words, signature = signer["signed_attrs"].untag().dump(), signer["signature"].native
    key, way = by.public_key(), signer["signature_algorithm"]
    name, pss = way["algorithm"].native, way["parameters"]
    over, mask = name.partition("_")[0], "sha1"
    if name == "rsassa_pss":
        over = pss["hash_algorithm"]["algorithm"].native
        mask = pss["mask_gen_algorithm"]["parameters"]["algorithm"].native
    elif name == "rsassa_pkcs1v15":
        over = digest
    if over not in DIGESTS or mask not in {*DIGESTS, "sha1"}:
        raise _none("it is signed in a way that is not known here")
    algorithm = getattr(hashes, over.upper())()
    try:
        if isinstance(key, rsa.RSAPublicKey) and name in {"rsassa_pkcs1v15", f"{over}_rsa"}:
            key.verify(signature, words, padding.PKCS1v15(), algorithm)
        elif isinstance(key, rsa.RSAPublicKey) and name == "rsassa_pss":
            mgf = padding.MGF1(getattr(hashes, mask.upper())())
            salted = padding.PSS(mgf=mgf, salt_length=pss["salt_length"].native)
            key.verify(signature, words, salted, algorithm)
        elif isinstance(key, ec.EllipticCurvePublicKey) and name == f"{over}_ecdsa":
            key.verify(signature, words, ec.ECDSA(algorithm))
        else:
            raise _none("it is signed in a way that is not known here")
        uses = by.extensions.get_extension_for_class(ExtendedKeyUsage)
    except InvalidSignature as error:
        raise _none("its certificate did not sign it") from error
    except ExtensionNotFound as error:
        raise _none("its certificate is not meant for time stamps") from error
    if not uses.critical or [*uses.value] != [ExtendedKeyUsageOID.TIME_STAMPING]:
        raise _none("its certificate is not meant for time stamps")
    if not by.not_valid_before_utc <= at <= by.not_valid_after_utc:
        raise _none("its certificate was not valid then")


def _authority_of(
    by: Certificate, sent: list[Certificate], trusted: list[Certificate], *, at: datetime
) -> str:
    """The name of the trusted certificate at the end of the chain. Raises BadTimeStamp where there
    is none (RFC 5280, 6.1, without a check for revocation)."""
    from cryptography.x509 import BasicConstraints, KeyUsage
    from cryptography.x509.verification import (
        Criticality,
        ExtensionPolicy,
        PolicyBuilder,
        Store,
        VerificationError,
    )

    def require(is_so: bool) -> None:
        if not is_so:
            raise ValueError("a certificate in between may not sign others")

    authority = (
        ExtensionPolicy.permit_all()
        .require_present(
            BasicConstraints, Criticality.AGNOSTIC, lambda _policy, _of, basic: require(basic.ca)
        )
        .may_be_present(
            KeyUsage,
            Criticality.AGNOSTIC,
            lambda _policy, _of, usage: require(usage is None or usage.key_cert_sign),
        )
    )
    builder = PolicyBuilder().store(Store(trusted)).time(at)
    policies = builder.extension_policies(
        ca_policy=authority, ee_policy=ExtensionPolicy.permit_all()
    )
    try:
        chain = policies.build_client_verifier().verify(by, sent).chain
    except VerificationError as error:
        raise BadTimeStamp(f"No certificate that you trust stands behind it ({error}).") from error
    return printable(chain[-1].subject.rfc4514_string())


def _none(why: str) -> BadTimeStamp:
    return BadTimeStamp(f"It is no time stamp of this: {why}.")


def beside(file: Path) -> Path:
    """The path of a file's time stamp."""
    return file.with_name(f"{file.name}{ENDING}")


def of_log(project: Project) -> tuple[bytes, Path]:
    """The last line of the log, by which all before it can be checked, and the path of its time
    stamp."""
    return lines_of(project.log)[-1], project.folder / FOLDER / f"{project.last}{ENDING}"


def stamps_of(project: Path) -> Iterator[tuple[Path, bytes | None]]:
    """The time stamps in the folder of a project, each with its line of the log, or None where that
    line is gone."""
    lines = {sha256(line): line for line in lines_of((project / LOG).read_bytes())}
    for path in sorted((project / FOLDER).glob(f"*{ENDING}")):
        yield path, lines.get(path.stem)
