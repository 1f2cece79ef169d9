package io.photosync.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLException;

/**
 * The two addresses that Graph calls, checked from here with Graph's validation request, which both must answer before
 * Graph creates the subscription. Whether Graph can reach them cannot be checked from inside.
 */
final class PublicUrlLine implements Check {
    private static final String TOKEN = "photosync-check";
    private static final List<String> PATHS = List.of("/graph/notifications", "/graph/lifecycle");
    private static final int OK = 200;

    private final URI publicUrl;

    /** @param publicUrl {@code photosync.webhook.public-url} */
    PublicUrlLine(String publicUrl) {
        this.publicUrl = URI.create(publicUrl.replaceAll("/$", ""));
    }

    @Override
    public String name() {
        return "public address";
    }

    @Override
    public Line run() throws InterruptedException {
        try {
            InetAddress[] addresses = InetAddress.getAllByName(publicUrl.getHost());
            if (!publicUrl.getHost().equals("localhost")
                    && Arrays.stream(addresses).allMatch(PublicUrlLine::isPrivate)) {
                return Line.unclear(
                        name(),
                        "%s has the private address %s here"
                                .formatted(publicUrl.getHost(), addresses[0].getHostAddress()),
                        "Graph calls from the internet: check that the name resolves to the ingress there.");
            }
            for (String path : PATHS) {
                Line line = validate(path);
                if (line.result() != Result.WORKS) {
                    return line;
                }
            }
            return Line.works(name(), publicUrl + " answers Graph's validation request, sent from here");
        } catch (UnknownHostException e) {
            return Line.fails(
                    name(),
                    publicUrl.getHost() + " cannot be resolved here",
                    "Correct photosync.webhook.public-url, or add the name to public DNS.");
        }
    }

    private Line validate(String path) throws InterruptedException {
        URI uri = URI.create(publicUrl + path + "?validationToken=" + TOKEN);
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(uri)
                            .timeout(Duration.ofSeconds(10))
                            .header("Content-Type", "text/plain; charset=utf-8")
                            .POST(BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() == OK && answer.body().equals(TOKEN)) {
                return Line.works(name(), path + " answers Graph's validation request");
            }
            return Line.fails(
                    name(),
                    "%s answers HTTP %d at %s, unlike photo sync".formatted(uri.getHost(), answer.statusCode(), path),
                    "Route /graph/notifications and /graph/lifecycle to photo sync without a sign-in: Graph does not sign in.");
        } catch (SSLException e) {
            return Line.fails(
                    name(),
                    "%s: %s".formatted(uri.getHost(), e.getMessage()),
                    "Graph accepts certificates of public authorities only, with the whole chain.");
        } catch (IOException e) {
            return Line.unclear(
                    name(),
                    "nothing answers at %s, from here".formatted(publicUrl),
                    "Run the check again while photo sync is running, or test from outside: curl -X POST '%s'"
                            .formatted(uri));
        }
    }

    private static boolean isPrivate(InetAddress address) {
        return address.isSiteLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress();
    }
}
