package io.photosync.sandbox.sharepoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.photosync.sandbox.entra.Bearer;
import io.photosync.sandbox.entra.TokenCheck;
import io.photosync.sandbox.http.HttpsService;
import io.photosync.sandbox.people.Directory;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.tls.Keyring;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The two hosts on TLS, with tokens that say in plain words what they are worth: {@code audience;role,role;certificate}. */
final class SharePointUnderTest implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final String EVERYTHING = "Sites.FullControl.All,User.ReadWrite.All";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Keyring KEYS = Keyring.create(Clock.systemUTC());

    final HttpsService mySite = HttpsService.bind("my", 0, KEYS.serverContext());
    final HttpsService admin = HttpsService.bind("admin", 0, KEYS.serverContext());
    final AtomicInteger units = new AtomicInteger();
    final SharePoint sharePoint;
    final Person person;
    final Person guest;
    private final HttpClient client =
            HttpClient.newBuilder().sslContext(KEYS.clientContext()).build();

    SharePointUnderTest() {
        this(Limits.SMALL_TENANT, SharePointSettings.ENGLISH_FOLDER);
    }

    SharePointUnderTest(Limits limits, String folderName) {
        Directory directory = new Directory(60);
        person = directory.all().stream()
                .filter(one -> one.mailbox() && one.enabled())
                .findFirst()
                .orElseThrow();
        guest = directory.all().stream().filter(Person::guest).findFirst().orElseThrow();
        SharePointSettings settings =
                new SharePointSettings(URI.create(mySite.url()), URI.create(admin.url()), folderName, limits);
        TokenCheck tokens = request ->
                request.header("authorization").map(SharePointUnderTest::read).orElse(new Bearer.Anonymous());
        sharePoint =
                new SharePoint(settings, directory::find, tokens, units::addAndGet, Clock.fixed(NOON, ZoneOffset.UTC));
        mySite.serve(sharePoint.mySite());
        admin.serve(sharePoint.admin());
    }

    private static Bearer read(String header) {
        String[] parts = header.substring("Bearer ".length()).split(";");
        return parts.length < 3
                ? new Bearer.Unacceptable("no token")
                : new Bearer.Claims(parts[0], "app", List.of(parts[1].split(",")), parts[2].equals("certificate"));
    }

    static String token(HttpsService host, String roles) {
        return "Bearer " + host.url() + ";" + roles + ";certificate";
    }

    String account() {
        return "i:0#.f|membership|" + person.userPrincipalName();
    }

    /** With all rights, in the shape without metadata. */
    HttpRequest.Builder request(HttpsService host, String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(host.url() + pathAndQuery))
                .header("Authorization", token(host, EVERYTHING))
                .header("Accept", "application/json;odata=nometadata");
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<byte[]> download(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<String> get(HttpsService host, String pathAndQuery) {
        return send(request(host, pathAndQuery));
    }

    HttpResponse<String> post(HttpsService host, String pathAndQuery, String body) {
        return send(request(host, pathAndQuery).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> upload(String name, String content) {
        return post(
                mySite,
                "/_api/web/GetFolderByServerRelativePath(decodedUrl=@u)/Files/AddUsingPath(decodedurl='" + name
                        + "',Overwrite=true)?@u='"
                        + encoded(sharePoint.library().photoFolder()) + "'",
                content);
    }

    HttpResponse<String> set(String property, String value) {
        return post(
                admin,
                "/_api/SP.UserProfiles.PeopleManager/SetSingleValueProfileProperty",
                JSON.createObjectNode()
                        .put("accountName", account())
                        .put("propertyName", property)
                        .put("propertyValue", value)
                        .toString());
    }

    /** GetPropertiesFor, on the admin host. */
    JsonNode profile() {
        return json(get(
                admin,
                "/_api/SP.UserProfiles.PeopleManager/GetPropertiesFor(accountName=@v)?@v='" + encoded(account())
                        + "'"));
    }

    String property(String name) {
        for (JsonNode pair : profile().path("UserProfileProperties")) {
            if (pair.path("Key").asText().equals(name)) {
                return pair.path("Value").asText();
            }
        }
        throw new AssertionError("no property " + name);
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + response.body(), e);
        }
    }

    static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request.build(), handler);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.close();
        mySite.close();
        admin.close();
    }
}
