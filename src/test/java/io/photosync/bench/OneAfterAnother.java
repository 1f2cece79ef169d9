package io.photosync.bench;

import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Person;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** The way of the older tools: one user after another, a photo read, three files and two properties written, nothing overlapping. */
final class OneAfterAnother {
    private final Sandbox sandbox;
    private final HttpClient client;

    OneAfterAnother(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.client = HttpClient.newBuilder()
                .sslContext(sandbox.keys().clientContext())
                .build();
    }

    Duration sync(List<Person> people) {
        long began = System.nanoTime();
        people.forEach(this::sync);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void sync(Person person) {
        byte[] photo = send(request(sandbox.graphUrl(), "/v1.0/users/" + person.id() + "/photo/$value")
                        .GET())
                .body();
        for (String size : List.of("S", "M", "L")) {
            String path = "/_api/web/GetFolderByServerRelativePath(decodedUrl='/User%20Photos/Profile%20Pictures')"
                    + "/Files/AddUsingPath(decodedurl='" + person.id() + "_" + size + "Thumb.jpg',Overwrite=true)";
            send(request(sandbox.mySiteUrl(), path).POST(BodyPublishers.ofByteArray(photo)));
        }
        property(
                person,
                "PictureURL",
                sandbox.mySiteUrl() + "/User%20Photos/Profile%20Pictures/" + person.id() + "_MThumb.jpg");
        property(person, "SPS-PicturePlaceholderState", "0");
    }

    private void property(Person person, String name, String value) {
        String body = "{\"accountName\":\"i:0#.f|membership|%s\",\"propertyName\":\"%s\",\"propertyValue\":\"%s\"}"
                .formatted(person.userPrincipalName(), name, value);
        send(request(sandbox.adminUrl(), "/_api/SP.UserProfiles.PeopleManager/SetSingleValueProfileProperty")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String host, String path) {
        return HttpRequest.newBuilder(URI.create(host + path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + sandbox.token(host));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException("%s answered %d".formatted(answer.uri(), answer.statusCode()));
            }
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
