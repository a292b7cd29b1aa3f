package org.xmppra.it.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {

    @TempDir
    private Path directory;

    @Test
    void aProcessThatEndsEarlyIsReportedWithItsStatusAndItsLastWords() {
        ServerProcess process = new ServerProcess("frail", directory);

        assertThatThrownBy(() -> process.start(
                        List.of("sh", "-c", "echo $REASON; exit 3"),
                        Map.of("REASON", "no licence"),
                        () -> false,
                        () -> PrivateDirectory.tail(process.output())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("frail ended with status 3")
                .hasMessageContaining("no licence");
        assertThat(process.isRunning()).isFalse();
    }

    @Test
    void killEndsTheHelpersToo() {
        ServerProcess process = new ServerProcess("busy", directory);
        long before = ProcessHandle.current().descendants().count();
        process.start(
                List.of("sh", "-c", "sleep 600 & wait"),
                Map.of(),
                () -> ProcessHandle.current().descendants().count() >= before + 2,
                () -> "");
        List<ProcessHandle> all = ProcessHandle.current().descendants().toList();

        process.kill();

        assertThat(all).hasSize((int) before + 2);
        assertThat(all).noneMatch(ProcessHandle::isAlive);
    }
}
