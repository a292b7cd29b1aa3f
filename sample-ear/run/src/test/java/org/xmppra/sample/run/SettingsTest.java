package org.xmppra.sample.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    private Path directory;

    private Layout layout;
    private final Properties commandLine = new Properties();

    @BeforeEach
    void aServerThatRefersToProperties() throws IOException {
        layout = new Layout(directory, directory.resolve("sample.ear"), directory.resolve("run"));
        Path configuration = Files.createDirectories(directory.resolve("standalone/configuration"));
        Files.writeString(
                configuration.resolve("standalone.xml"),
                "<a>${xmppra.serverName:localhost}</a><b>${xmppra.password:}</b><c>${xmppra.tls:required}</c>");
    }

    @Test
    void embeddedServerRunsUnlessAnotherIsNamed() throws Exception {
        commandLine.setProperty("xmppra.tls", "required");
        assertThat(Settings.read(commandLine, layout).embedded()).isTrue();

        commandLine.setProperty("xmppra.serverName", "example.org");
        Settings external = Settings.read(commandLine, layout);

        assertThat(external.embedded()).isFalse();
        assertThat(external.ports()).extracting(RunPort::property).doesNotContain("xmppra.run.xmppPort");
        assertThat(external.serverProperties()).containsEntry("xmppra.serverName", "example.org");
    }

    @Test
    void commandLineWinsOverFile() throws Exception {
        Path file = Files.writeString(
                directory.resolve("my.properties"), "xmppra.serverName=example.org\nxmppra.password=from file\n");
        commandLine.setProperty("xmppra.config", file.toString());
        commandLine.setProperty("xmppra.serverName", "example.net");

        Properties adapter = Settings.read(commandLine, layout).adapter();

        assertThat(adapter)
                .containsEntry("xmppra.serverName", "example.net")
                .containsEntry("xmppra.password", "from file");
        assertThat(adapter).doesNotContainKey("xmppra.config");
    }

    @Test
    void propertyThatNothingRefersToIsRefused() {
        commandLine.setProperty("xmppra.servername", "example.org");

        assertThatThrownBy(() -> Settings.read(commandLine, layout))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("xmppra.servername")
                .hasMessageContaining("Known are: xmppra.password, xmppra.serverName, xmppra.tls");
    }

    @Test
    void missingFileIsNamed() {
        commandLine.setProperty("xmppra.config", "nowhere.properties");

        assertThatThrownBy(() -> Settings.read(commandLine, layout))
                .hasMessageContaining("-Dxmppra.config=nowhere.properties");
    }
}
