package org.xmppra.core.xml;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xmppra.core.stream.StreamException;

/** Checks the XML declaration that may stand before a stream header. */
final class XmlDeclaration {
    private static final String SPACE = "[ \t\r\n]";
    private static final String EQUALS = SPACE + "*=" + SPACE + "*";
    private static final Pattern START = Pattern.compile("<\\?xml" + SPACE + ".*", Pattern.DOTALL);
    private static final Pattern DECLARATION = Pattern.compile("<\\?xml" + SPACE + "+version" + EQUALS
            + "(?:'1\\.0'|\"1\\.0\")" + "(?:" + SPACE + "+encoding" + EQUALS + "(?:'([\\w.-]+)'|\"([\\w.-]+)\"))?"
            + "(?:" + SPACE + "+standalone" + EQUALS + "(?:'(?:yes|no)'|\"(?:yes|no)\"))?" + SPACE + "*\\?>");

    private XmlDeclaration() {}

    static void check(byte[] bytes) throws StreamException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!START.matcher(text).matches()) {
            throw Refusal.restricted("a processing instruction");
        }
        Matcher declaration = DECLARATION.matcher(text);
        if (!declaration.matches()) {
            throw Refusal.malformed("the XML declaration is not one of XML 1.0");
        }
        String encoding = declaration.group(1) == null ? declaration.group(2) : declaration.group(1);
        if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
            throw Refusal.encoding("the XML declaration names another encoding than UTF-8");
        }
    }
}
