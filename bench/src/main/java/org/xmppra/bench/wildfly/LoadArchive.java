package org.xmppra.bench.wildfly;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.xmppra.bench.Histogram;
import org.xmppra.bench.Work;
import org.xmppra.bench.wildfly.app.Answerer;
import org.xmppra.bench.wildfly.app.Asker;

/** The EAR that is deployed: the RAR as it was built, the beans, the servlet. */
final class LoadArchive {
    /** What the sample's server is configured for. */
    static final String NAME = "sample.ear";

    /** By name: the class it extends is the server's, and unknown here. */
    private static final List<String> SERVLET =
            List.of(Asker.class.getPackageName() + ".LoadServlet", Asker.class.getPackageName() + ".LoadServlet$Load");

    private static final String APPLICATION = """
            <application xmlns="https://jakarta.ee/xml/ns/jakartaee" version="10">
              <initialize-in-order>true</initialize-in-order>
              <module><connector>xmpp-ra.rar</connector></module>
              <module><ejb>beans.jar</ejb></module>
              <module><web><web-uri>load.war</web-uri><context-root>/</context-root></web></module>
            </application>
            """;

    private static final String BINDING = """
            <jboss:ejb-jar xmlns="https://jakarta.ee/xml/ns/jakartaee" xmlns:jboss="urn:jboss:jakartaee:1.0"
                           xmlns:r="urn:resource-adapter-binding:2.0" version="4.0">
              <assembly-descriptor>
                <r:resource-adapter-binding>
                  <ejb-name>Answerer</ejb-name>
                  <r:resource-adapter-name>xmpp-ra</r:resource-adapter-name>
                </r:resource-adapter-binding>
              </assembly-descriptor>
            </jboss:ejb-jar>
            """;

    private LoadArchive() {}

    static void write(Path file, Path adapter) throws IOException {
        Map<String, byte[]> beans = new LinkedHashMap<>();
        beans.put("META-INF/jboss-ejb3.xml", text(BINDING));
        for (Class<?> type : List.of(Asker.class, Answerer.class, Work.class, Histogram.class)) {
            beans.put(path(type.getName()), code(type.getName()));
        }
        Map<String, byte[]> web = new LinkedHashMap<>();
        for (String name : SERVLET) {
            web.put("WEB-INF/classes/" + path(name), code(name));
        }
        Map<String, byte[]> ear = new LinkedHashMap<>();
        ear.put("META-INF/application.xml", text(APPLICATION));
        ear.put("xmpp-ra.rar", Files.readAllBytes(adapter));
        ear.put("beans.jar", zip(beans));
        ear.put("load.war", zip(web));
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(zip(ear));
        }
    }

    private static String path(String className) {
        return className.replace('.', '/') + ".class";
    }

    private static byte[] code(String className) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(LoadArchive.class.getResourceAsStream("/" + path(className)), className)) {
            return in.readAllBytes();
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
