package org.xmppra.testkit;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.XmlElement;
import org.xmppra.core.management.ManagementElement;
import org.xmppra.core.stream.ChannelBinding;
import org.xmppra.core.stream.StreamNamespaces;
import org.xmppra.core.tls.TlsSecurity;
import org.xmppra.testkit.sasl.FastTokens;
import org.xmppra.testkit.sasl.SaslStream;

/** What authentication is offered on one stream: what the configuration says, as far as TLS allows it. */
final class SaslOffers {
    private SaslOffers() {}

    /** @param tls the stream's TLS session, or null if there is none */
    static SaslStream on(@Nullable SSLSession tls, ServerConfig config) {
        if (tls == null) {
            return offer(config, List.of(), List.of(), false);
        }
        List<ChannelBinding> known = TlsSecurity.bindings(tls, (X509Certificate) tls.getLocalCertificates()[0]);
        List<String> types = config.channelBindings();
        List<ChannelBinding> bindings = known.stream()
                .filter(binding -> types.contains(binding.type())
                        || types.isEmpty() && binding.type().equals(ChannelBinding.TLS_SERVER_END_POINT))
                .toList();
        return offer(config, bindings, certified(tls, config.domain()), true);
    }

    /** The features that say so. */
    static List<XmlElement> features(SaslStream stream, ServerConfig config) {
        List<XmlElement> features = new ArrayList<>();
        if (!stream.bindingTypes().isEmpty()) {
            XmlElement.Builder types = XmlElement.named(StreamNamespaces.SASL_CB, "sasl-channel-binding");
            stream.bindingTypes()
                    .forEach(type -> types.child(XmlElement.named(StreamNamespaces.SASL_CB, "channel-binding")
                            .attribute("type", type)
                            .build()));
            features.add(types.build());
        }
        XmlElement.Builder mechanisms = XmlElement.named(StreamNamespaces.SASL, "mechanisms");
        stream.mechanisms().forEach(name -> mechanisms.child("mechanism", name));
        features.add(mechanisms.build());
        if (config.features().contains(ServerFeature.SASL2)) {
            XmlElement.Builder authentication = XmlElement.named(StreamNamespaces.SASL2, "authentication");
            stream.mechanisms().forEach(name -> authentication.child("mechanism", name));
            features.add(authentication.child(inline(stream, config)).build());
        }
        return features;
    }

    private static XmlElement inline(SaslStream stream, ServerConfig config) {
        XmlElement.Builder inline = XmlElement.named(StreamNamespaces.SASL2, "inline");
        if (config.features().contains(ServerFeature.BIND2)) {
            inline.child(XmlElement.named(StreamNamespaces.BIND2, "bind").build());
        }
        if (config.resumption() != null) {
            inline.child(XmlElement.named(ManagementElement.NAMESPACE, "sm").build());
        }
        if (config.features().contains(ServerFeature.FAST)) {
            XmlElement.Builder fast = XmlElement.named(StreamNamespaces.FAST, "fast");
            FastTokens.mechanisms(stream).forEach(name -> fast.child("mechanism", name));
            inline.child(fast.build());
        }
        return inline.build();
    }

    private static SaslStream offer(
            ServerConfig config, List<ChannelBinding> bindings, List<String> certified, boolean secure) {
        List<String> mechanisms = config.mechanisms().stream()
                .filter(name -> switch (name) {
                    case "PLAIN" -> secure;
                    case "EXTERNAL" -> !certified.isEmpty();
                    default -> !name.endsWith("-PLUS") || !bindings.isEmpty();
                })
                .toList();
        boolean announces =
                !config.channelBindings().isEmpty() && mechanisms.stream().anyMatch(name -> name.endsWith("-PLUS"));
        return new SaslStream(
                mechanisms,
                announces ? bindings.stream().map(ChannelBinding::type).toList() : List.of(),
                bindings,
                config.features().contains(ServerFeature.DOWNGRADE_PROTECTION),
                certified);
    }

    /** The addresses of the domain in the client's certificate, which the handshake has verified. */
    private static List<String> certified(SSLSession tls, String domain) {
        try {
            X509Certificate certificate = (X509Certificate) tls.getPeerCertificates()[0];
            return TlsSecurity.xmppAddresses(certificate).stream()
                    .filter(address -> isOf(domain, address))
                    .toList();
        } catch (SSLPeerUnverifiedException e) {
            // The client has shown none, as it may.
            return List.of();
        } catch (CertificateParsingException e) {
            // Nobody can be read from it.
            return List.of();
        }
    }

    private static boolean isOf(String domain, String address) {
        try {
            Jid jid = Jid.of(address);
            return jid.local() != null && jid.domain().equals(domain);
        } catch (IllegalArgumentException e) {
            // No address at all.
            return false;
        }
    }
}
