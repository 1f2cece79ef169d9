package io.photosync.sandbox.control;

import io.photosync.sandbox.http.Json;
import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.http.Response;
import io.photosync.sandbox.people.Directory;
import io.photosync.sandbox.people.ExchangePhotos;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.PhotoImport;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code POST import} with {@code {"users":300,"same":false,"seed":1}}: as many mailboxes get a new photo, or all the
 * same one.
 */
final class ImportControl {
    private static final int MOST = 100_000;

    private final Directory directory;
    private final ExchangePhotos photos;

    ImportControl(Directory directory, ExchangePhotos photos) {
        this.directory = directory;
        this.photos = photos;
    }

    Response run(Request request, Map<String, String> path) throws BadField {
        Fields fields = Fields.of(request, Set.of("users", "same", "seed"));
        int count = Fields.required("users", fields.number("users", 1, MOST));
        long seed = fields.number("seed", 0, Integer.MAX_VALUE).orElse(1);
        List<Person> users = directory.all().stream()
                .filter(person -> person.mailbox() && !person.guest())
                .limit(count)
                .toList();
        if (fields.flag("same").orElse(false)) {
            PhotoImport.same(photos, users, seed);
        } else {
            PhotoImport.portraits(photos, users, seed);
        }
        return Response.json(200, Json.object().put("users", users.size()));
    }
}
