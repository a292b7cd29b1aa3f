package org.xmppra.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command line, in this process where it ends by itself, else in one of its own. */
class MainTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    @Test
    void takenPortIsNamedWithItsOption() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int status = run("--port", Integer.toString(taken.getLocalPort()));
            assertThat(status).isEqualTo(1);
            assertThat(err.toString())
                    .contains("127.0.0.1:" + taken.getLocalPort())
                    .contains("--port")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void accountWithoutPasswordIsRefusedAndNotRepeated() {
        assertThat(run("--port", "0", "--user", "hidden")).isEqualTo(2);
        assertThat(err.toString()).contains("--user").doesNotContain("hidden");
    }

    @Test
    void domainThatIsNoneIsRefused() {
        assertThat(run("--port", "0", "--domain", "a b")).isEqualTo(2);
        assertThat(err.toString()).contains("domainpart");
    }

    @Test
    void componentInTheServersOwnDomainIsRefused() {
        assertThat(run("--port", "0", "--component", "localhost:s")).isEqualTo(2);
        assertThat(err.toString()).contains("domain of its own");
    }

    @Test
    void readyServerTellsItsAccountsAndEndsAtASignal() throws Exception {
        Path log = folder.resolve("log");
        Path pem = folder.resolve("out/certificate.pem");
        Path store = folder.resolve("out/trust.p12");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.xmppra.testkit.Main",
                        "--port=0",
                        "--component-port=0",
                        "--user=alice:wonder",
                        "--component=echo.localhost:s",
                        "--pem-out=" + pem,
                        "--trust-store-out=" + store))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> Files.readString(log).contains("ready"));
            assertThat(log).content().contains("alice@localhost").contains("echo.localhost");
            assertThat(pem).content().contains("BEGIN CERTIFICATE");
            assertThat(store).isNotEmptyFile();
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void keptCertificateIsTheSameAtTheNextStart() throws Exception {
        Path file = folder.resolve("keys/server.p12");
        TestCertificate first = KeptCertificate.at(file, "localhost");
        assertThat(KeptCertificate.at(file, "localhost").certificate()).isEqualTo(first.certificate());
        assertThat(KeptCertificate.at(file, "localhost").key()).isEqualTo(first.key());
    }
}
