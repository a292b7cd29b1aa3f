package org.xmppra.testkit;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Makes certificates, good and bad ones:
 *
 * <pre>{@code
 * TestCertificate authority = TestCertificates.named("Test CA").authority().selfSigned();
 * TestCertificate good = TestCertificates.forDomain("example.org").signedBy(authority);
 * TestCertificate old = TestCertificates.forDomain("example.org").expired().selfSigned();
 * }</pre>
 */
public final class TestCertificates {
    private static final ASN1ObjectIdentifier XMPP_ADDR = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.5");
    private static final ASN1ObjectIdentifier DNS_SRV = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.7");

    private final String commonName;
    private final List<GeneralName> names = new ArrayList<>();
    private Instant notBefore = Instant.now().minus(Duration.ofDays(1));
    private Instant notAfter = Instant.now().plus(Duration.ofDays(365));
    private boolean authority;
    private final List<KeyPurposeId> purposes = new ArrayList<>();
    private String keyAlgorithm = "EC";
    private int keySize = 256;
    private @Nullable String signature;

    private TestCertificates(String commonName) {
        this.commonName = commonName;
    }

    /** A certificate with a common name and, so far, nothing else. */
    public static TestCertificates named(String commonName) {
        return new TestCertificates(commonName);
    }

    /** A certificate for a domain, as its DNS name. */
    public static TestCertificates forDomain(String domain) {
        return named(domain).dns(domain);
    }

    /** Adds a DNS name, which may begin with {@code *.}. */
    public TestCertificates dns(String name) {
        names.add(new GeneralName(GeneralName.dNSName, name));
        return this;
    }

    /** Adds an IP address. */
    public TestCertificates address(String address) {
        names.add(new GeneralName(GeneralName.iPAddress, address));
        return this;
    }

    /** Adds an XMPP address (id-on-xmppAddr, RFC 6120 §13.7.1.4). */
    public TestCertificates xmppAddress(String address) {
        return other(XMPP_ADDR, new DERUTF8String(address));
    }

    /** Adds an SRV name (RFC 4985), such as {@code _xmpp-client.example.org}. */
    public TestCertificates srv(String name) {
        return other(DNS_SRV, new DERIA5String(name));
    }

    /** Lets it have been valid until yesterday. */
    public TestCertificates expired() {
        notBefore = Instant.now().minus(Duration.ofDays(30));
        notAfter = Instant.now().minus(Duration.ofDays(1));
        return this;
    }

    /** Lets it be valid from tomorrow on. */
    public TestCertificates notYetValid() {
        notBefore = Instant.now().plus(Duration.ofDays(1));
        return this;
    }

    /** Sets what its key is: {@code EC}, {@code RSA} (with its bits) or {@code Ed25519}; EC with 256 bits without this. */
    public TestCertificates key(String algorithm, int bits) {
        keyAlgorithm = algorithm;
        keySize = bits;
        return this;
    }

    /** Sets the signature algorithm, by its Java name; one that fits the signer's key, with SHA-256, without this. */
    public TestCertificates signature(String algorithm) {
        signature = algorithm;
        return this;
    }

    /** Says that the key is for TLS clients only (extendedKeyUsage); without this it is for anything. */
    public TestCertificates forTlsClients() {
        purposes.add(KeyPurposeId.id_kp_clientAuth);
        return this;
    }

    /** Lets it vouch for others. */
    public TestCertificates authority() {
        authority = true;
        return this;
    }

    /** Makes it, with a new key, signed with that key. */
    public TestCertificate selfSigned() {
        KeyPair keys = newKeys();
        X509Certificate certificate = sign(keys, commonName, keys.getPrivate());
        return new TestCertificate(keys.getPrivate(), List.of(certificate));
    }

    /** Makes it, with a new key, signed by an authority. */
    public TestCertificate signedBy(TestCertificate issuer) {
        KeyPair keys = newKeys();
        String issuerName = issuer.certificate().getSubjectX500Principal().getName();
        List<X509Certificate> chain = new ArrayList<>(issuer.chain());
        chain.add(0, sign(keys, issuerName.substring("CN=".length()), issuer.key()));
        return new TestCertificate(keys.getPrivate(), chain);
    }

    private TestCertificates other(ASN1ObjectIdentifier type, ASN1Encodable value) {
        ASN1Encodable[] parts = {type, new DERTaggedObject(true, 0, value)};
        names.add(new GeneralName(GeneralName.otherName, new DERSequence(parts)));
        return this;
    }

    private X509Certificate sign(KeyPair keys, String issuerName, PrivateKey signer) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    new X500NameBuilder().addRDN(BCStyle.CN, issuerName).build(),
                    new BigInteger(64, new SecureRandom()),
                    Date.from(notBefore),
                    Date.from(notAfter),
                    new X500NameBuilder().addRDN(BCStyle.CN, commonName).build(),
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (!names.isEmpty()) {
                GeneralNames alternative = new GeneralNames(names.toArray(GeneralName[]::new));
                builder.addExtension(Extension.subjectAlternativeName, false, alternative);
            }
            if (!purposes.isEmpty()) {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
            }
            // The JDK signs with RSASSA-PSS only by parameters, not by name.
            JcaContentSignerBuilder signing =
                    new JcaContentSignerBuilder(signature(signer)).setProvider(new BouncyCastleProvider());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signing.build(signer)));
        } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signature(PrivateKey signer) {
        String chosen = signature;
        if (chosen != null) {
            return chosen;
        }
        return switch (signer.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            case "EdDSA" -> "Ed25519";
            default -> throw new IllegalStateException("A key of " + signer.getAlgorithm() + " signs nothing here");
        };
    }

    private KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(keyAlgorithm);
            if (!keyAlgorithm.equals("Ed25519")) {
                generator.initialize(keySize);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
