package org.xmppra.core.tls;

import io.netty.util.NetUtil;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names that a certificate vouches for (RFC 6120 §13.7.1.2, RFC 9525): only those of the subjectAltName extension;
 * a common name never counts.
 *
 * @param dns DNS-IDs, which may begin with a wildcard
 * @param srv SRV-IDs (RFC 4985), such as {@code _xmpp-client.example.org}
 * @param xmpp XMPP addresses (id-on-xmppAddr)
 * @param addresses IP addresses
 */
record CertificateNames(List<String> dns, List<String> srv, List<String> xmpp, List<byte[]> addresses) {
    private static final String SUBJECT_ALT_NAME = "2.5.29.17";
    private static final String XMPP_CLIENT_SERVICE = "_xmpp-client.";
    private static final int OTHER_NAME = 0xA0;
    private static final int DNS_NAME = 0x82;
    private static final int IP_ADDRESS = 0x87;
    private static final int EXPLICIT_VALUE = 0xA0;
    /** 1.3.6.1.5.5.7.8.5 and 1.3.6.1.5.5.7.8.7. */
    private static final byte[] ID_ON_XMPP_ADDR = {0x2B, 6, 1, 5, 5, 7, 8, 5};

    private static final byte[] ID_ON_DNS_SRV = {0x2B, 6, 1, 5, 5, 7, 8, 7};
    private static final int SHOWN = 10;

    static CertificateNames of(X509Certificate certificate) throws CertificateParsingException {
        CertificateNames names =
                new CertificateNames(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        byte[] extension = certificate.getExtensionValue(SUBJECT_ALT_NAME);
        if (extension != null) {
            byte[] value = Der.only(Der.OCTET_STRING, extension).content();
            for (Der name : Der.all(Der.only(Der.SEQUENCE, value).content())) {
                names.add(name);
            }
        }
        return names;
    }

    /** Whether one of these names proves the domain. */
    boolean prove(XmppDomain domain) {
        byte[] address = domain.address();
        if (address != null) {
            return addresses.stream().anyMatch(known -> Arrays.equals(known, address))
                    || xmpp.stream().anyMatch(domain.ascii()::equalsIgnoreCase);
        }
        return dns.stream().anyMatch(pattern -> matches(pattern, domain.ascii()))
                || srv.stream().anyMatch(name -> matchesService(name, domain.ascii()))
                || xmpp.stream().anyMatch(name -> matchesXmpp(name, domain.ascii()));
    }

    /** For an administrator; at most ten names, without anything that could break a log line. */
    String describe() {
        Stream<String> known = Stream.of(dns, srv, xmpp).flatMap(List::stream);
        List<String> all = Stream.concat(known, addresses.stream().map(CertificateNames::addressText))
                .toList();
        if (all.isEmpty()) {
            return "it holds no name (a common name does not count)";
        }
        return all.stream()
                .limit(SHOWN)
                .map(name -> name.replaceAll("[^\\p{L}\\p{N}\\p{P}\\p{S}]", "?"))
                .collect(Collectors.joining(", ", "it names ", all.size() > SHOWN ? ", …" : ""));
    }

    private static String addressText(byte[] address) {
        return address.length == 4 || address.length == 16 ? NetUtil.bytesToIpAddress(address) : "?";
    }

    private void add(Der name) throws CertificateParsingException {
        switch (name.tag()) {
            case DNS_NAME -> dns.add(new String(name.content(), StandardCharsets.US_ASCII));
            case IP_ADDRESS -> addresses.add(name.content());
            case OTHER_NAME -> addOther(Der.all(name.content()));
            default -> {
                // Mail addresses, URIs and the like say nothing about a domain.
            }
        }
    }

    private void addOther(List<Der> parts) throws CertificateParsingException {
        if (parts.size() != 2
                || parts.get(0).tag() != Der.OBJECT_IDENTIFIER
                || parts.get(1).tag() != EXPLICIT_VALUE) {
            throw new CertificateParsingException("Malformed otherName");
        }
        byte[] type = parts.get(0).content();
        if (Arrays.equals(type, ID_ON_XMPP_ADDR)) {
            xmpp.add(text(parts.get(1)));
        } else if (Arrays.equals(type, ID_ON_DNS_SRV)) {
            srv.add(text(parts.get(1)));
        }
    }

    private static String text(Der value) throws CertificateParsingException {
        List<Der> strings = Der.all(value.content());
        if (strings.size() != 1) {
            throw new CertificateParsingException("Malformed otherName");
        }
        return new String(strings.get(0).content(), StandardCharsets.UTF_8);
    }

    /** A wildcard stands for exactly one label, the leftmost, as a whole (RFC 9525 §6.3), and not for a whole top level. */
    private static boolean matches(String pattern, String domain) {
        if (!pattern.startsWith("*.")) {
            return pattern.equalsIgnoreCase(domain);
        }
        int dot = domain.indexOf('.');
        String parent = pattern.substring(2);
        return dot > 0 && parent.contains(".") && parent.equalsIgnoreCase(domain.substring(dot + 1));
    }

    private static boolean matchesService(String name, String domain) {
        return name.toLowerCase(Locale.ROOT).startsWith(XMPP_CLIENT_SERVICE)
                && matches(name.substring(XMPP_CLIENT_SERVICE.length()), domain);
    }

    /** An XMPP address holds U-labels and no wildcard. */
    private static boolean matchesXmpp(String name, String domain) {
        try {
            return XmppDomain.of(name).ascii().equals(domain);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
