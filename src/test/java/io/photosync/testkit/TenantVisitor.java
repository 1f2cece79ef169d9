package io.photosync.testkit;

import static io.photosync.testkit.Patience.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Counters.Count;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.page.Fingerprint;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Photo;
import io.photosync.sandbox.sharepoint.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Somebody who changes photos through Graph and looks at them through SharePoint, as people and their tools do. */
public final class TenantVisitor {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOLDER = "/User Photos/Profile Pictures/";

    private final Sandbox sandbox;
    private final HttpClient client;

    public TenantVisitor(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.client = HttpClient.newBuilder()
                .sslContext(sandbox.keys().clientContext())
                .build();
    }

    /** Some people with a mailbox and a profile that no earlier picture left a mark on. */
    public List<Person> employees(int count) {
        return sandbox.directory().all().stream()
                .filter(person -> person.mailbox() && !person.guest() && person.enabled())
                .filter(person -> property(person, "PictureURL").equals(Optional.of("")))
                .limit(count)
                .toList();
    }

    /** Looking again and again is more than the tenant serves; the service keeps to its own limits. */
    public void looksAsOftenAsItLikes() {
        sandbox.sharePoint().limit(new Limits(1_000_000, 100_000_000, 1_000_000, false));
    }

    /** Waits until Graph has a subscription to tell of changes. */
    public void awaitSubscription() {
        await().until(() -> sandbox.subscriptions() > 0);
    }

    /** Puts a generated picture into the person's mailbox; the same seed gives the same picture, in bytes of the person's own. */
    public void putPhoto(Person person, long seed) {
        putPhoto(person, Pictures.jpeg(seed, person.id()));
    }

    public void putPhoto(Person person, byte[] image) {
        expect(
                200,
                graph("/v1.0/users/" + person.id() + "/photo/$value")
                        .header("Content-Type", "image/jpeg")
                        .PUT(BodyPublishers.ofByteArray(image)));
    }

    public boolean hasPhoto(Person person) {
        return sandbox.exchangePhotos().find(person.id()).isPresent();
    }

    public void deletePhoto(Person person) {
        expect(204, graph("/v1.0/users/" + person.id() + "/photo/$value").DELETE());
    }

    /** Changes something else about the person. */
    public void rename(Person person, String displayName) {
        expect(
                204,
                graph("/v1.0/users/" + person.id())
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString("{\"displayName\":\"" + displayName + "\"}")));
    }

    /** Gives the person another user principal name. */
    public void renamePrincipal(Person person, String userPrincipalName) {
        expect(
                204,
                graph("/v1.0/users/" + person.id())
                        .header("Content-Type", "application/json")
                        .method(
                                "PATCH",
                                BodyPublishers.ofString("{\"userPrincipalName\":\"" + userPrincipalName + "\"}")));
    }

    /** Writes a property of the person's profile, as any tool of an administrator may. */
    public void setProperty(Person person, String name, String value) {
        String account = "i:0#.f|membership|" + person.userPrincipalName();
        expect(
                200,
                sharePoint(sandbox.adminUrl(), "/_api/SP.UserProfiles.PeopleManager/SetSingleValueProfileProperty")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"accountName\":\"%s\",\"propertyName\":\"%s\",\"propertyValue\":\"%s\"}"
                                        .formatted(account, name, value))));
    }

    /** Puts a file among the photos, or replaces it, as any tool of an administrator may. */
    public void putFile(String baseName, String size, byte[] content) {
        expect(
                200,
                sharePoint(
                                sandbox.mySiteUrl(),
                                "/_api/web/GetFolderByServerRelativePath(decodedUrl='%s')/Files/AddUsingPath(decodedurl='%s',Overwrite=true)"
                                        .formatted(
                                                encoded(FOLDER.substring(0, FOLDER.length() - 1)),
                                                encoded(baseName + "_" + size + "Thumb.jpg")))
                        .POST(BodyPublishers.ofByteArray(content)));
    }

    /** Deletes one of the photos' files, likewise. */
    public void deleteFile(String baseName, String size) {
        String path = FOLDER + baseName + "_" + size + "Thumb.jpg";
        expect(
                200,
                sharePoint(
                                sandbox.mySiteUrl(),
                                "/_api/web/GetFileByServerRelativePath(decodedUrl=@u)?@u='" + encoded(path) + "'")
                        .header("X-HTTP-Method", "DELETE")
                        .header("If-Match", "*")
                        .POST(BodyPublishers.noBody()));
    }

    /** A property of the person's profile; empty when there is no profile, the empty string when it has no value. */
    public Optional<String> property(Person person, String name) {
        String account = "i:0#.f|membership|" + person.userPrincipalName().replace("'", "''");
        HttpResponse<byte[]> answer = send(sharePoint(
                        sandbox.adminUrl(),
                        "/_api/SP.UserProfiles.PeopleManager/GetPropertiesFor(accountName=@v)?@v='" + encoded(account)
                                + "'")
                .header("Accept", "application/json;odata=nometadata")
                .GET());
        try {
            JsonNode profile = JSON.readTree(answer.body());
            if (!profile.hasNonNull("AccountName")) {
                return Optional.empty();
            }
            for (JsonNode property : profile.get("UserProfileProperties")) {
                if (property.get("Key").asText().equals(name)) {
                    return Optional.of(property.path("Value").asText(""));
                }
            }
            return Optional.of("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of the person's files, S, M or L, by SharePoint's own URL. */
    public Optional<byte[]> file(String baseName, String size) {
        String path = FOLDER + baseName + "_" + size + "Thumb.jpg";
        HttpResponse<byte[]> answer = send(sharePoint(
                        sandbox.mySiteUrl(),
                        "/_api/web/GetFileByServerRelativePath(decodedUrl=@u)/$value?@u='" + encoded(path) + "'")
                .GET());
        return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    }

    /** The sides of the person's files in pixels, small to large; those that are there. */
    public List<Integer> sides(Person person) {
        List<Integer> sides = new ArrayList<>();
        for (String size : List.of("S", "M", "L")) {
            file(person.id(), size).map(Pictures::read).ifPresent(image -> sides.add(image.getWidth()));
        }
        return sides;
    }

    /** Whether SharePoint shows what Exchange has, in all three sizes; or nothing where Exchange has none. */
    public boolean inStep(Person person) {
        Optional<byte[]> exchange = sandbox.exchangePhotos().find(person.id()).map(Photo::jpeg);
        if (exchange.isEmpty()) {
            return sides(person).isEmpty() && property(person, "PictureURL").equals(Optional.of(""));
        }
        Fingerprint wanted = Fingerprint.of(exchange.get()).orElseThrow();
        return property(person, "PictureURL").filter(url -> !url.isEmpty()).isPresent()
                && List.of("M", "L").stream().allMatch(size -> file(person.id(), size)
                        .flatMap(Fingerprint::of)
                        .filter(wanted::isLike)
                        .isPresent());
    }

    public void awaitInStep(Person person) {
        awaitInStep(List.of(person));
    }

    /** Waits until SharePoint shows of all of them what Exchange has. */
    public void awaitInStep(List<Person> people) {
        awaitInStep(people, Patience.LONG);
    }

    /** As before, where much has to happen. */
    public void awaitInStep(List<Person> people, Duration atMost) {
        List<Person> left = new ArrayList<>(people);
        await("in step, of " + people.size())
                .atMost(atMost)
                .until(
                        () -> {
                            left.removeIf(this::inStep);
                            return left;
                        },
                        List::isEmpty);
    }

    /** What a service was asked, once it is asked nothing more. The visitor's own requests count; let it ask nothing meanwhile. */
    public Count quiet(Service service) {
        Count[] last = {sandbox.troubles().counters().of(service)};
        await().pollInterval(Duration.ofMillis(700)).until(() -> {
            Count now = sandbox.troubles().counters().of(service);
            boolean same = now.equals(last[0]);
            last[0] = now;
            return same;
        });
        return last[0];
    }

    private HttpRequest.Builder graph(String path) {
        return HttpRequest.newBuilder(URI.create(sandbox.graphUrl() + path))
                .header("Authorization", "Bearer " + sandbox.token(sandbox.graphUrl()));
    }

    private HttpRequest.Builder sharePoint(String host, String path) {
        return HttpRequest.newBuilder(URI.create(host + path.replace(" ", "%20")))
                .header("Authorization", "Bearer " + sandbox.token(host));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void expect(int status, HttpRequest.Builder request) {
        HttpResponse<byte[]> answer = send(request);
        if (answer.statusCode() != status) {
            throw new IllegalStateException("%s answered %d: %s"
                    .formatted(answer.uri(), answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8)));
        }
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Patience.LONG).build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
