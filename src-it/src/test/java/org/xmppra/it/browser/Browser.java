package org.xmppra.it.browser;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.xmppra.it.software.RealSoftware;

/**
 * Debian's Chromium without a window, with an empty profile, driven by Playwright, and with no way to any host but this
 * machine: a page that needs something from the internet looks broken here. What is looked for is waited for. Not
 * thread-safe.
 */
public final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> ALONE = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final Page page;

    /** A browser that nobody asks for a password. */
    public Browser() {
        this(new com.microsoft.playwright.Browser.NewContextOptions());
    }

    /** A browser that knows what to answer where a site asks for user and password. */
    public static Browser knowing(String user, String password) {
        return new Browser(new com.microsoft.playwright.Browser.NewContextOptions().setHttpCredentials(user, password));
    }

    private Browser(com.microsoft.playwright.Browser.NewContextOptions options) {
        // Playwright would fetch browsers of its own.
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program())
                        .setArgs(ALONE)
                        .setHeadless(true));
        page = chromium.newContext(options.setViewportSize(1280, 900)).newPage();
        page.setDefaultTimeout((double) PATIENCE.toMillis());
    }

    /** Says what to install, or is empty when Chromium is there. */
    public static Optional<String> missing() {
        return RealSoftware.executable("chromium").isPresent()
                ? Optional.empty()
                : Optional.of("Chromium is not installed (Debian package: chromium)");
    }

    private static Path program() {
        return RealSoftware.executable("chromium")
                .orElseThrow(() -> new IllegalStateException(missing().orElse("")));
    }

    /** Loads a page and waits for its load event. */
    public void open(String address) {
        page.navigate(address);
    }

    /** Clicks the first element of that selector, as soon as it is there to be clicked. */
    public void click(String selector) {
        page.locator(selector).first().click();
    }

    /** Replaces what a field holds. */
    public void fill(String selector, String value) {
        page.locator(selector).first().fill(value);
    }

    /** Presses a key, such as {@code Enter}. */
    public void press(String key) {
        page.keyboard().press(key);
    }

    /** The visible text of the first such element. */
    public String text(String selector) {
        return page.locator(selector).first().innerText();
    }

    /** Waits until such an element has the focus, as a dialogue's first field does when it has opened. */
    public void awaitFocus(String selector) {
        page.locator(selector + ":focus").waitFor();
    }

    /** Waits until the visible text of the first such element is as wanted, and returns it. */
    public String awaitText(String selector, Predicate<String> wanted) {
        page.waitForCondition(() -> wanted.test(text(selector)));
        return text(selector);
    }

    /** Saves a picture of the window as PNG. */
    public void screenshot(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    /** Ends Chromium; nothing of its profile stays. */
    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
