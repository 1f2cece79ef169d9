package io.photosync.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.entra.Account;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractStringAssert;

/** A browser without script that visits the console: keeps cookies, and follows redirects where it is told to. */
public final class ConsoleVisitor implements AutoCloseable {
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");
    private static final int MOST_REDIRECTS = 10;

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client;

    /** Nobody yet. */
    public ConsoleVisitor(Sandbox sandbox) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(sandbox.keys().clientContext())
                .cookieHandler(cookies)
                .build();
    }

    /** One who has signed in and is on the overview, whatever it answered. */
    public static ConsoleVisitor signedIn(Sandbox sandbox, Account account) throws IOException, InterruptedException {
        ConsoleVisitor visitor = new ConsoleVisitor(sandbox);
        visitor.signIn(account, "/ops");
        return visitor;
    }

    /** The answer at the end of the way: page, Entra's page of accounts, back, page. */
    public HttpResponse<String> signIn(Account account, String path) throws IOException, InterruptedException {
        return follow(pick(follow(get(path)), "account", account.objectId()));
    }

    /** Presses a button on Entra's page of accounts. */
    public HttpResponse<String> pick(HttpResponse<String> accounts, String button, String value)
            throws IOException, InterruptedException {
        Map<String, String> form = hidden(accounts);
        form.put(button, value);
        String action = accounts.body().replaceFirst("(?s).*<form method=\"post\" action=\"([^\"]+)\".*", "$1");
        return send(form(accounts.uri().resolve(action), form));
    }

    /** One request: a redirect is an answer. */
    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(service(path));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** A stream of server-sent events; whoever opens it closes its body. */
    public HttpResponse<InputStream> open(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(service(path))
                        .header("Accept", "text/event-stream")
                        .build(),
                BodyHandlers.ofInputStream());
    }

    /** The same with a form, and with the token of the page's own forms. */
    public HttpResponse<String> post(String path, Map<String, String> fields) throws IOException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>(fields);
        form.put("form-token", formToken());
        return send(form(service(path), form));
    }

    /** The same without the token, and with further headers. */
    public HttpResponse<String> postAsIs(String path, Map<String, String> form, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = form(service(path), form);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Of whoever is signed in. */
    public String formToken() throws IOException, InterruptedException {
        return Optional.ofNullable(hidden(get("/ops/sign-out")).get("form-token"))
                .orElseThrow(() -> new AssertionError("nobody is signed in"));
    }

    /** On from an answer that is a redirect, to one that is none. */
    public HttpResponse<String> follow(HttpResponse<String> answer) throws IOException, InterruptedException {
        HttpResponse<String> latest = answer;
        for (int step = 0; latest.statusCode() / 100 == 3; step++) {
            if (step == MOST_REDIRECTS) {
                throw new AssertionError("redirected again and again, at last to " + latest.uri());
            }
            String location = latest.headers().firstValue("Location").orElseThrow();
            latest = send(HttpRequest.newBuilder(latest.uri().resolve(location)));
        }
        return latest;
    }

    /** The cookies that the service has set. */
    public List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().startsWith("q_"))
                .toList();
    }

    /** As when the browser is told another value, or has kept an old one. */
    public void replaceCookies(List<HttpCookie> others) {
        new ArrayList<>(cookies()).forEach(cookie -> cookies.getCookieStore().remove(service("/ops"), cookie));
        others.forEach(cookie -> cookies.getCookieStore().add(service("/ops"), cookie));
    }

    /** Checks status and heading of a page, and goes on with its HTML. */
    public static AbstractStringAssert<?> isPage(HttpResponse<String> answer, int status, String heading) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        return assertThat(answer.body()).contains("<h1>" + heading);
    }

    private static HttpRequest.Builder form(URI address, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static URI service(String path) {
        return URI.create("http://localhost:" + RestAssured.port + path);
    }

    private static Map<String, String> hidden(HttpResponse<String> page) {
        Map<String, String> fields = new LinkedHashMap<>();
        HIDDEN.matcher(page.body())
                .results()
                .forEach(input -> fields.put(unescaped(input.group(1)), unescaped(input.group(2))));
        return fields;
    }

    private static String unescaped(String html) {
        return html.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
