package org.xmppra.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.PlaywrightException;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xmppra.it.software.RealSoftware;

/** The browser runs a page's script, takes its picture, and reaches nobody but this machine. */
class BrowserIT {

    private static final String PAGE = """
            <!doctype html><title>t</title><input id="name"><button id="go">go</button><p id="out"></p>
            <script>document.getElementById('go').onclick = () => setTimeout(() => {
              document.getElementById('out').textContent = 'Hello, ' + document.getElementById('name').value;
            }, 50);</script>
            """;

    @BeforeEach
    void needsChromium() {
        RealSoftware.require(Browser.missing());
    }

    @Test
    void clicksThroughAPageAndTakesItsPicture(@TempDir Path directory) throws IOException {
        HttpServer pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pages.createContext("/", exchange -> {
            byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        pages.start();
        try (Browser browser = new Browser()) {
            browser.open("http://localhost:" + pages.getAddress().getPort() + "/");
            browser.fill("#name", "Romeo");
            browser.click("#go");

            assertThat(browser.awaitText("#out", text -> !text.isEmpty())).isEqualTo("Hello, Romeo");

            Path picture = directory.resolve("page.png");
            browser.screenshot(picture);
            assertThat(Files.readAllBytes(picture)).startsWith(0x89, 'P', 'N', 'G');
        } finally {
            pages.stop(0);
        }
    }

    @Test
    void reachesNoOtherHost() {
        try (Browser browser = new Browser()) {
            assertThatThrownBy(() -> browser.open("http://example.org/"))
                    .isInstanceOf(PlaywrightException.class)
                    .hasMessageContaining("ERR_NAME_NOT_RESOLVED");
        }
    }
}
