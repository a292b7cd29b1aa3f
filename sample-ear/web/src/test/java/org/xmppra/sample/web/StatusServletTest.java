package org.xmppra.sample.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.xmppra.Jid;

class StatusServletTest {
    @Test
    void beansOfAnAccountAnswerOnTheirOwnResource() {
        assertThat(StatusServlet.beansAddress(Jid.of("bot@localhost/sender-7"))).hasToString("bot@localhost/sample");
    }

    @Test
    void beansOfAComponentAnswerUnderItsDomain() {
        assertThat(StatusServlet.beansAddress(Jid.of("echo.localhost"))).hasToString("echo.localhost");
    }
}
