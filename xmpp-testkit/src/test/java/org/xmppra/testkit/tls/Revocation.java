package org.xmppra.testkit.tls;

import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.xmppra.testkit.TestCertificate;

/** A container's context that looks for revoked certificates. */
final class Revocation {
    private Revocation() {}

    /** Trusts an authority, whose list of revoked certificates names one. */
    static SSLContext contextTrusting(TestCertificate authority, TestCertificate revoked) throws Exception {
        Instant now = Instant.now();
        var list = new JcaX509v2CRLBuilder(authority.certificate(), Date.from(now.minus(Duration.ofHours(2))));
        list.setNextUpdate(Date.from(now.plus(Duration.ofHours(2))));
        list.addCRLEntry(
                revoked.certificate().getSerialNumber(),
                Date.from(now.minus(Duration.ofHours(3))),
                CRLReason.keyCompromise);
        var signed = new JcaX509CRLConverter()
                .getCRL(list.build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority.key())));

        var parameters = new PKIXBuilderParameters(
                Set.of(new TrustAnchor(authority.certificate(), null)), new X509CertSelector());
        parameters.setRevocationEnabled(true);
        parameters.addCertStore(
                CertStore.getInstance("Collection", new CollectionCertStoreParameters(List.of(signed))));
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(parameters));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
