package org.xmppra.it.software;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class RealSoftwareTest {

    private static final Optional<String> ABSENT = Optional.of("Foo is not installed (Debian package: foo)");

    private final PrintStream console = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Optional<String> before = Optional.ofNullable(System.getProperty(RealSoftware.REQUIRED));

    @BeforeEach
    void listen() {
        System.clearProperty(RealSoftware.REQUIRED);
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(console);
        System.clearProperty(RealSoftware.REQUIRED);
        before.ifPresent(value -> System.setProperty(RealSoftware.REQUIRED, value));
    }

    @Test
    void presenceGoesOnSilently() {
        assertThatCode(() -> RealSoftware.require(Optional.empty())).doesNotThrowAnyException();
        assertThat(printed.size()).isZero();
    }

    @Test
    void absenceSkipsAndNamesThePackageOnTheConsole() {
        assertThatThrownBy(() -> RealSoftware.require(ABSENT)).isInstanceOf(TestAbortedException.class);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("NOT TESTED")
                .contains("Debian package: foo");
    }

    @Test
    void absenceFailsWhenPresenceIsRequired() {
        System.setProperty(RealSoftware.REQUIRED, "true");

        assertThatThrownBy(() -> RealSoftware.require(ABSENT))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("Debian package: foo");
    }

    @Test
    void executablesAreFoundByName() {
        assertThat(RealSoftware.executable("sh")).isPresent();
        assertThat(RealSoftware.executable("no-such-program")).isEmpty();
    }
}
