package org.xmppra.it.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.xmppra.it.software.RealSoftware;

/**
 * Debian's Chromium without a window, with an empty profile, and with no way to any host but this machine: a page
 * that needs something from the internet looks broken here. Not thread-safe.
 */
public final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path profile;
    private final ChromeDriver driver;

    /** Starts chromedriver and Chromium; both paths are given, so that Selenium looks for nothing and asks nobody. */
    public Browser() {
        try {
            profile = Files.createTempDirectory("browser-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("chromium").toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
                "--user-data-dir=" + profile);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(program("chromedriver").toFile())
                .usingAnyFreePort()
                .build();
        driver = new ChromeDriver(service, options);
        driver.manage().window().setSize(new Dimension(1280, 900));
    }

    /** Says what to install, or is empty when Chromium and its driver are there. */
    public static Optional<String> missing() {
        return Stream.of("chromium", "chromedriver")
                        .allMatch(name -> RealSoftware.executable(name).isPresent())
                ? Optional.empty()
                : Optional.of("Chromium is not installed (Debian packages: chromium, chromium-driver)");
    }

    private static Path program(String name) {
        return RealSoftware.executable(name)
                .orElseThrow(() -> new IllegalStateException(missing().orElse(name)));
    }

    /** Loads a page and waits for its load event. */
    public void open(String address) {
        driver.get(address);
    }

    /** Clicks the first element of that CSS selector. */
    public void click(String selector) {
        find(selector).click();
    }

    /** Replaces what a field holds. */
    public void fill(String selector, String value) {
        WebElement field = find(selector);
        field.clear();
        field.sendKeys(value);
    }

    /** The visible text of the first such element. */
    public String text(String selector) {
        return find(selector).getText();
    }

    /** Waits until the visible text of the first such element is as wanted, and returns it. */
    public String awaitText(String selector, Predicate<String> wanted) {
        new WebDriverWait(driver, PATIENCE)
                .withMessage(() -> "the text of " + selector)
                .until(page -> page.findElements(By.cssSelector(selector)).stream()
                        .findFirst()
                        .filter(element -> wanted.test(element.getText()))
                        .isPresent());
        return text(selector);
    }

    /** The driver itself, for what this class does not offer. */
    public WebDriver driver() {
        return driver;
    }

    /** Saves a picture of the window as PNG. */
    public void screenshot(Path file) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends Chromium and its driver and removes the profile. */
    @Override
    public void close() {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }
}
