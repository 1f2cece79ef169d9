package io.photosync.sandbox.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.http.Json;
import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.http.Response;
import io.photosync.sandbox.people.Directory;
import io.photosync.sandbox.people.ExchangePhotos;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Photo;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code /users/{id}/photo} and {@code /photos}; https://learn.microsoft.com/graph/api/profilephoto-get. */
final class Photos {
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final Directory directory;
    private final ExchangePhotos photos;
    private final BooleanSupplier hidden;
    private final Supplier<Duration> bytesLag;
    private final String baseUrl;

    /**
     * @param hidden whether all photos are hidden
     * @param bytesLag how much later than the metadata the bytes change
     */
    Photos(
            Directory directory,
            ExchangePhotos photos,
            BooleanSupplier hidden,
            Supplier<Duration> bytesLag,
            String baseUrl) {
        this.directory = directory;
        this.photos = photos;
        this.hidden = hidden;
        this.bytesLag = bytesLag;
        this.baseUrl = baseUrl;
    }

    /** Metadata of the largest size. */
    Response metadata(Request request, Map<String, String> path) throws GraphError {
        Person person = owner(path);
        if (seen(person).isEmpty() && NoPhoto.of(person) == NoPhoto.ONE_PIXEL) {
            return Response.json(200, entity(person, "image/gif", "", 1));
        }
        Photo photo = photo(person);
        return Response.json(200, entity(person, "image/jpeg", photo.mediaEtag(), photo.side()));
    }

    /** Bytes of the largest size. */
    Response bytes(Request request, Map<String, String> path) throws GraphError {
        Person person = owner(path);
        Photo photo = hidden.getAsBoolean() || !bytesLag.get().isPositive()
                ? photo(person)
                : photos.before(person.id(), bytesLag.get())
                        .orElseThrow(() -> NoPhoto.of(person).error());
        return Response.of(200, "image/jpeg", photo.jpeg()).with("ETag", photo.etag());
    }

    Response sizes(Request request, Map<String, String> path) throws GraphError {
        Person person = owner(path);
        Photo photo = photo(person);
        ArrayNode value = Json.array();
        photo.sizes().forEach(size -> value.add(listed(person, photo, size)));
        ObjectNode answer =
                Json.object().put("@odata.context", baseUrl + "/$metadata#users('%s')/photos".formatted(person.id()));
        answer.set("value", value);
        return Response.json(200, answer);
    }

    Response sizedMetadata(Request request, Map<String, String> path) throws GraphError {
        Person person = owner(path);
        Photo photo = photo(person);
        int size = size(path, photo);
        return Response.json(200, entity(person, "image/jpeg", photo.mediaEtag(), size));
    }

    Response sizedBytes(Request request, Map<String, String> path) throws GraphError {
        Person person = owner(path);
        Photo photo = photo(person);
        byte[] jpeg = photo.jpeg(size(path, photo)).orElseThrow(NoPhoto.IMAGE_NOT_FOUND::error);
        return Response.of(200, "image/jpeg", jpeg).with("ETag", photo.etag());
    }

    Response put(Request request, Map<String, String> path) throws GraphError {
        Person person = owner(path);
        if (request.body().length > MOST_BYTES) {
            throw new GraphError(413, "RequestEntityTooLarge", "The photo is larger than 4 MB.");
        }
        Photo stored = photos.put(person.id(), request.body())
                .orElseThrow(() -> GraphError.badRequest("The request body is not an image that can be read."));
        return Response.empty(200).with("ETag", stored.etag());
    }

    Response delete(Request request, Map<String, String> path) throws GraphError {
        Person person = owner(path);
        if (!photos.remove(person.id())) {
            throw NoPhoto.of(person).error();
        }
        return Response.empty(204);
    }

    private Person owner(Map<String, String> path) throws GraphError {
        Person person = directory
                .find(path.get("id"))
                .orElseThrow(() -> new GraphError(404, "ResourceNotFound", "Resource could not be discovered."));
        if (!person.mailbox()) {
            throw NoPhoto.mailbox(person);
        }
        return person;
    }

    private Photo photo(Person person) throws GraphError {
        return seen(person).orElseThrow(() -> NoPhoto.of(person).error());
    }

    private Optional<Photo> seen(Person person) {
        return hidden.getAsBoolean() ? Optional.empty() : photos.find(person.id());
    }

    private static int size(Map<String, String> path, Photo photo) throws GraphError {
        return photo.sizes().stream()
                .filter(size -> path.get("size").equalsIgnoreCase(size + "x" + size))
                .findFirst()
                .orElseThrow(NoPhoto.IMAGE_NOT_FOUND::error);
    }

    /** An entry of the list: the context stands at the list, and each size has an address of its own. */
    private ObjectNode listed(Person person, Photo photo, int side) {
        ObjectNode entry = entity(person, "image/jpeg", photo.mediaEtag(), side);
        entry.remove("@odata.context");
        return entry.put("@odata.id", baseUrl + "/users('%s')/photos/%dx%d".formatted(person.id(), side, side));
    }

    private ObjectNode entity(Person person, String type, String mediaEtag, int side) {
        return Json.object()
                .put("@odata.context", baseUrl + "/$metadata#users('%s')/photo/$entity".formatted(person.id()))
                .put("@odata.id", baseUrl + "/users('%s')/photo".formatted(person.id()))
                .put("@odata.mediaContentType", type)
                .put("@odata.mediaEtag", mediaEtag)
                .put("id", side + "x" + side)
                .put("width", side)
                .put("height", side);
    }
}
