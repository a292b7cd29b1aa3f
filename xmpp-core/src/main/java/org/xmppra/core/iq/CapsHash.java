package org.xmppra.core.iq;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.xmppra.XmlElement;

/**
 * The verification string of XEP-0115: one short name for all that a disco#info result says. Pure.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0115.html#ver-gen">XEP-0115 §5.1</a>
 */
public final class CapsHash {
    /** The {@code hash} attribute that goes with it. */
    public static final String ALGORITHM = "sha-1";

    private static final String XML = "http://www.w3.org/XML/1998/namespace";
    private static final String FORMS = "jabber:x:data";
    private static final String FORM_TYPE = "FORM_TYPE";

    /** The collation {@code i;octet}: by bytes of UTF-8. */
    private static final Comparator<String> OCTETS =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private CapsHash() {}

    /**
     * Computes the hash.
     *
     * @param discoInfo the {@code <query/>} of a disco#info result
     */
    public static String of(XmlElement discoInfo) {
        StringBuilder text = new StringBuilder();
        append(text, named(discoInfo, "identity").map(CapsHash::identity));
        append(
                text,
                named(discoInfo, "feature")
                        .map(feature -> feature.attribute("var").orElse("")));
        discoInfo.children().stream()
                .filter(child -> child.is(FORMS, "x") && !formType(child).isEmpty())
                .sorted(Comparator.comparing(CapsHash::formType, OCTETS))
                .forEach(form -> appendForm(text, form));
        return Base64.getEncoder().encodeToString(sha1(text.toString()));
    }

    private static Stream<XmlElement> named(XmlElement parent, String name) {
        return parent.children().stream().filter(child -> child.is(parent.namespace(), name));
    }

    private static String identity(XmlElement identity) {
        return String.join(
                "/",
                identity.attribute("category").orElse(""),
                identity.attribute("type").orElse(""),
                identity.attribute(XML, "lang").orElse(""),
                identity.attribute("name").orElse(""));
    }

    private static String formType(XmlElement form) {
        return named(form, "field")
                .filter(field -> field.attribute("var").orElse("").equals(FORM_TYPE))
                .flatMap(field -> values(field).stream())
                .findFirst()
                .orElse("");
    }

    private static void appendForm(StringBuilder text, XmlElement form) {
        text.append(formType(form)).append('<');
        List<XmlElement> fields = new ArrayList<>(named(form, "field").toList());
        fields.sort(Comparator.comparing(field -> field.attribute("var").orElse(""), OCTETS));
        for (XmlElement field : fields) {
            String name = field.attribute("var").orElse("");
            if (!name.equals(FORM_TYPE)) {
                text.append(name).append('<');
                append(text, values(field).stream());
            }
        }
    }

    private static Collection<String> values(XmlElement field) {
        return named(field, "value").map(XmlElement::text).toList();
    }

    private static void append(StringBuilder text, Stream<String> parts) {
        parts.sorted(OCTETS).forEach(part -> text.append(part).append('<'));
    }

    private static byte[] sha1(String text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-1", e);
        }
    }
}
