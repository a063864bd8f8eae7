"""A small time-stamp server on this machine (RFC 3161), with a certificate of its own making."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, ClassVar

from asn1crypto import cms, core, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

TIME = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class Refusal(core.Sequence):  # type: ignore[misc]
    """An answer without a stamp."""

    _fields: ClassVar = [("status", tsp.PKIStatusInfo)]


@dataclass
class Stamper:
    """``url`` is its address, ``asked`` what it was sent; what it answers can be made wrong."""

    port: int = 0
    asked: list[bytes] = field(default_factory=list)
    status: int = 200
    granted: str = ""
    """What it answers in place of a stamp: rejection, waiting."""
    digest: bytes = b""
    """Stamped in the place of the one that was sent."""
    nonce: int | None = None
    is_for_stamping: bool = True
    """What the certificate is for."""
    with_certificate: bool = True
    bound: bytes = b""
    """Another certificate than its own, which is signed with the rest."""
    way: str = "sha256_ecdsa"
    """By which it signs, as asn1crypto names it."""
    told_way: str = ""
    """Said in its place."""
    days_old: int = 1
    """Of its certificate, which holds for two days."""
    is_authority: bool = True
    """Whether the certificate between the root's and its own may sign others."""

    def __post_init__(self) -> None:
        self.key = (
            ec.generate_private_key(ec.SECP256R1())
            if self.way.endswith("ecdsa")
            else rsa.generate_private_key(65537, 2048)
        )
        self.root, self.office = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/tsr"

    def certificate(self) -> x509.Certificate:
        uses = ExtendedKeyUsageOID
        purpose = uses.TIME_STAMPING if self.is_for_stamping else uses.SERVER_AUTH
        use = x509.ExtendedKeyUsage([purpose])
        return self._issued("Example Stamper", self.key, use, by=("Example Office", self.office))

    def office_certificate(self) -> x509.Certificate:
        """Of the office that issues the stamper's, as the root lets it."""
        use = x509.BasicConstraints(ca=self.is_authority, path_length=None)
        return self._issued("Example Office", self.office, use, by=("Example Root", self.root))

    @property
    def root_pem(self) -> bytes:
        use, root = x509.BasicConstraints(ca=True, path_length=None), ("Example Root", self.root)
        return self._issued(*root, use, by=root).public_bytes(Encoding.PEM)

    def _issued(
        self, name: str, key: Key, use: x509.ExtensionType, *, by: tuple[str, Key]
    ) -> x509.Certificate:
        named, issuer = (
            x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, one)]) for one in (name, by[0])
        )
        return (
            x509.CertificateBuilder(subject_name=named, issuer_name=issuer)
            .public_key(key.public_key())
            .serial_number(7)
            .not_valid_before(TIME - timedelta(days=self.days_old))
            .not_valid_after(TIME + timedelta(days=2 - self.days_old))
            .add_extension(use, critical=True)
            .sign(by[1], SHA256())
        )

    def stamp(self, content: bytes) -> bytes:
        """As it answers to the sha256 of the content."""
        digest = hashlib.sha256(content).digest()
        imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": digest}
        return self.answer(tsp.TimeStampReq({"version": 1, "message_imprint": imprint}).dump())

    def answer(self, asked: bytes) -> bytes:
        if self.granted:
            return bytes(Refusal({"status": {"status": self.granted}}).dump())
        request = tsp.TimeStampReq.load(asked)
        imprint = request["message_imprint"]
        if self.digest:
            imprint["hashed_message"] = self.digest
        info = tsp.TSTInfo(
            {
                "version": 1,
                "policy": "1.2.3.4",
                "message_imprint": imprint,
                "serial_number": 1,
                "gen_time": TIME,
                "nonce": self.nonce or request["nonce"].native or 0,
            }
        )
        token = {"content_type": "signed_data", "content": self._signed(info)}
        return bytes(tsp.TimeStampResp({"status": {"status": 0}, "time_stamp_token": token}).dump())

    def _signed(self, info: tsp.TSTInfo) -> cms.SignedData:
        der = self.certificate().public_bytes(Encoding.DER)
        certificate = asn1.Certificate.load(der)
        office = asn1.Certificate.load(self.office_certificate().public_bytes(Encoding.DER))
        bound = {"certs": [{"cert_hash": hashlib.sha256(self.bound or der).digest()}]}
        attributes = cms.CMSAttributes(
            [
                {"type": "content_type", "values": ["tst_info"]},
                {"type": "message_digest", "values": [hashlib.sha256(info.dump()).digest()]},
                {"type": "signing_certificate_v2", "values": [tsp.SigningCertificateV2(bound)]},
            ]
        )
        name = {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
        signer = {
            "version": "v1",
            "sid": {"issuer_and_serial_number": name},
            "digest_algorithm": {"algorithm": "sha256"},
            "signed_attrs": attributes,
            "signature_algorithm": {"algorithm": self.told_way or self.way},
            "signature": self._signature(attributes.dump()),
        }
        if self.way == "rsassa_pss":
            mask = {"algorithm": "mgf1", "parameters": {"algorithm": "sha256"}}
            signer["signature_algorithm"]["parameters"] = {
                "hash_algorithm": {"algorithm": "sha256"},
                "mask_gen_algorithm": mask,
                "salt_length": 32,
            }
        return cms.SignedData(
            {
                "version": "v3",
                "digest_algorithms": [{"algorithm": "sha256"}],
                "encap_content_info": {"content_type": "tst_info", "content": info},
                "certificates": [certificate, office] if self.with_certificate else [office],
                "signer_infos": [signer],
            }
        )

    def _signature(self, words: bytes) -> bytes:
        if isinstance(self.key, ec.EllipticCurvePrivateKey):
            return self.key.sign(words, ec.ECDSA(SHA256()))
        salted = padding.PSS(mgf=padding.MGF1(SHA256()), salt_length=32)
        way = salted if self.way == "rsassa_pss" else padding.PKCS1v15()
        return self.key.sign(words, way, SHA256())


@contextmanager
def stamping(**wrong: Any) -> Iterator[Stamper]:  # noqa: ANN401 - fields of Stamper
    """Serves until the block ends."""
    stamper = Stamper(**wrong)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            stamper.asked.append(self.rfile.read(int(self.headers["Content-Length"])))
            body = stamper.answer(stamper.asked[-1])
            self.send_response(stamper.status)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    served = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    stamper.port = served.server_port
    Thread(target=served.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield stamper
    finally:
        served.shutdown()
        served.server_close()
