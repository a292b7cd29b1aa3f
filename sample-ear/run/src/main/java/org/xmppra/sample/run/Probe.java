package org.xmppra.sample.run;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at the sample from outside, as its users will, until it works. */
final class Probe {
    private static final Duration DEPLOYMENT = Duration.ofMinutes(3);
    private static final Duration CONNECTION = Duration.ofSeconds(30);
    private static final Duration ONE_CALL = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 300;
    private static final Pattern BEANS = Pattern.compile("\"beans\":\"([^\"\\\\]+)\"");

    private final URI page;
    private final HttpClient client = HttpClient.newHttpClient();

    Probe(URI page) {
        this.page = page;
    }

    /**
     * Waits until the page is served.
     *
     * @throws RunException if WildFly ends, refuses the sample, or takes too long
     */
    void awaitPage(WildFly wildFly, Layout layout) throws RunException, InterruptedException {
        long end = System.nanoTime() + DEPLOYMENT.toNanos();
        while (!isServed()) {
            if (!wildFly.isAlive()) {
                throw new RunException("WildFly has ended while it was starting. Its log: " + layout.log());
            }
            if (Files.exists(layout.deployments().resolve("sample.ear.failed"))) {
                throw new RunException("WildFly has refused the sample; see above, and its log: " + layout.log());
            }
            if (System.nanoTime() > end) {
                throw new RunException(page + " is not served after " + DEPLOYMENT.toMinutes()
                        + " minutes. WildFly's log: " + layout.log());
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private boolean isServed() throws InterruptedException {
        try {
            return call(HttpRequest.newBuilder(page)).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /**
     * Asks a bean for the time, through the page's own interface and the XMPP server, until it answers.
     *
     * @return what to say of it: the beans' address, or what is wrong
     */
    Finding askTheClock() throws InterruptedException {
        long end = System.nanoTime() + CONNECTION.toNanos();
        Finding finding = ask();
        while (!finding.works() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            finding = ask();
        }
        return finding;
    }

    private Finding ask() throws InterruptedException {
        try {
            String status =
                    call(HttpRequest.newBuilder(page.resolve("api/status"))).body();
            Matcher beans = BEANS.matcher(status);
            if (!beans.find()) {
                return new Finding(false, status);
            }
            String answer = call(HttpRequest.newBuilder(page.resolve("api/iq"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(order(beans.group(1)))))
                    .body();
            return answer.contains("\"outcome\":\"result\"")
                    ? new Finding(true, beans.group(1))
                    : new Finding(false, answer);
        } catch (IOException e) {
            return new Finding(false, String.valueOf(e.getMessage()));
        }
    }

    /** The body of a request for the time. */
    static String order(String beans) {
        return "{\"to\":\"" + beans + "\",\"type\":\"get\",\"payload\":\"<time xmlns=\\\"urn:xmpp:time\\\"/>\"}";
    }

    private HttpResponse<String> call(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(ONE_CALL).build(), HttpResponse.BodyHandlers.ofString());
    }

    /**
     * How the beans are found to be.
     *
     * @param works whether one has answered
     * @param detail its address, or what came instead
     */
    record Finding(boolean works, String detail) {}
}
