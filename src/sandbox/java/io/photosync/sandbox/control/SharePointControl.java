package io.photosync.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.http.Json;
import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.http.Response;
import io.photosync.sandbox.people.Directory;
import io.photosync.sandbox.people.ExchangePhotos;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Photo;
import io.photosync.sandbox.sharepoint.EmptyPictureUrl;
import io.photosync.sandbox.sharepoint.FileAlteration;
import io.photosync.sandbox.sharepoint.Limits;
import io.photosync.sandbox.sharepoint.SharePoint;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code sharepoint}: limits, the photo folder's name, and whose profile is missing. {@code PUT} changes what its body names:
 *
 * <pre>{"folderName":"Profilbilder", "unitsPerMinute":1250, "unitsPerDay":1200000, "profileCalls":3000,
 * "everyCsomMethodCounts":false, "profilesMissing":["id or name"], "profilesCreated":["id or name"],
 * "alteredBytes":12, "alteredSecondsLater":20, "alteredAfterSeconds":20, "uploadsAnswerFileBefore":true,
 * "emptyPictureRefused":false, "emptyPictureUrl":"ACCEPTED", "mySiteWas":"https://old-my.sharepoint.com",
 * "profileNamesHeld":["id or name"], "profileNamesReleased":["id or name"]}</pre>
 *
 * <p>Files that are uploaded are altered by SharePoint as long as {@code alteredBytes} or {@code alteredSecondsLater} is more than 0.
 *
 * <p>An empty picture URL is ACCEPTED, an ERROR_IN_ANSWER (as when it is refused), gets the whole REQUEST_REFUSED, or is IGNORED. A
 * profile whose name is held keeps it when its user is renamed, as before SharePoint's import of the directory.
 *
 * <p>{@code POST sharepoint/pull} with {@code {"users":["id or name"]}}: SharePoint takes their photos from Exchange by itself.
 */
final class SharePointControl {
    private static final Set<String> SETTINGS = Set.of(
            "folderName",
            "unitsPerMinute",
            "unitsPerDay",
            "profileCalls",
            "everyCsomMethodCounts",
            "profilesMissing",
            "profilesCreated",
            "emptyPictureRefused",
            "alteredBytes",
            "alteredSecondsLater",
            "alteredAfterSeconds",
            "uploadsAnswerFileBefore",
            "mySiteWas",
            "emptyPictureUrl",
            "profileNamesHeld",
            "profileNamesReleased");
    private static final int A_DAY = 86_400;
    private static final int LARGEST_COMMENT = 60_000;

    private static final FileAlteration NONE = new FileAlteration(0, Duration.ZERO, Duration.ZERO);

    private final SharePoint sharePoint;
    private final Directory directory;
    private final ExchangePhotos photos;

    SharePointControl(SharePoint sharePoint, Directory directory, ExchangePhotos photos) {
        this.sharePoint = sharePoint;
        this.directory = directory;
        this.photos = photos;
    }

    Response pull(Request request, Map<String, String> path) throws BadField {
        Fields fields = Fields.of(request, Set.of("users"));
        for (Person person : people(fields, "users")) {
            sharePoint.pull(person, photos.find(person.id()).map(Photo::jpeg));
        }
        return Response.empty(204);
    }

    Response put(Request request, Map<String, String> path) throws BadField {
        Fields fields = Fields.of(request, SETTINGS);
        List<Person> missing = people(fields, "profilesMissing");
        List<Person> created = people(fields, "profilesCreated");
        List<Person> held = people(fields, "profileNamesHeld");
        List<Person> released = people(fields, "profileNamesReleased");
        Optional<EmptyPictureUrl> emptyUrl = emptyPictureUrl(fields);
        Limits now = sharePoint.limits();
        sharePoint.limit(new Limits(
                fields.number("unitsPerMinute", 1, Integer.MAX_VALUE).orElse(now.unitsPerMinute()),
                fields.number("unitsPerDay", 1, Integer.MAX_VALUE).orElse(now.unitsPerDay()),
                fields.number("profileCalls", 1, Integer.MAX_VALUE).orElse(now.profileCalls()),
                fields.flag("everyCsomMethodCounts").orElse(now.everyCsomMethodCounts())));
        fields.text("folderName").ifPresent(sharePoint::renamePhotoFolder);
        fields.flag("emptyPictureRefused").ifPresent(sharePoint.profiles()::refuseEmptyPictures);
        missing.forEach(person -> sharePoint.profiles().remove(person.id()));
        created.forEach(person -> sharePoint.profiles().create(person.id()));
        alter(fields);
        fields.flag("uploadsAnswerFileBefore").ifPresent(sharePoint.library()::answerOfBefore);
        fields.text("mySiteWas").map(URI::create).ifPresent(sharePoint::renamedFrom);
        held.forEach(sharePoint.profiles()::holdName);
        released.forEach(person -> sharePoint.profiles().releaseName(person.id()));
        emptyUrl.ifPresent(sharePoint.profiles()::emptyPictureUrl);
        return get(request, path);
    }

    Response get(Request request, Map<String, String> path) {
        Limits limits = sharePoint.limits();
        String folder = sharePoint.library().photoFolder();
        ObjectNode state = Json.object()
                .put("folderName", folder.substring(folder.lastIndexOf('/') + 1))
                .put("unitsPerMinute", limits.unitsPerMinute())
                .put("unitsPerDay", limits.unitsPerDay())
                .put("profileCalls", limits.profileCalls())
                .put("everyCsomMethodCounts", limits.everyCsomMethodCounts())
                .put("emptyPictureRefused", sharePoint.profiles().refusesEmptyPictures());
        FileAlteration altered = sharePoint.library().alteration().orElse(NONE);
        state.put("alteredBytes", altered.bytes())
                .put("alteredSecondsLater", altered.later().toSeconds())
                .put("alteredAfterSeconds", altered.after().toSeconds())
                .put("uploadsAnswerFileBefore", sharePoint.library().answersOfBefore());
        ArrayNode missing = state.putArray("profilesMissing");
        sharePoint.profiles().missing().forEach(missing::add);
        ArrayNode held = state.putArray("profileNamesHeld");
        sharePoint.profiles().heldNames().forEach(held::add);
        state.put("emptyPictureUrl", sharePoint.profiles().emptyPictureUrl().name());
        return Response.json(200, state);
    }

    private void alter(Fields fields) throws BadField {
        Optional<Integer> bytes = fields.number("alteredBytes", 0, LARGEST_COMMENT);
        Optional<Integer> later = fields.number("alteredSecondsLater", 0, A_DAY);
        Optional<Integer> after = fields.number("alteredAfterSeconds", 0, A_DAY);
        if (bytes.isEmpty() && later.isEmpty() && after.isEmpty()) {
            return;
        }
        FileAlteration now = sharePoint.library().alteration().orElse(NONE);
        FileAlteration then = new FileAlteration(
                bytes.orElse(now.bytes()),
                later.map(Duration::ofSeconds).orElse(now.later()),
                after.map(Duration::ofSeconds).orElse(now.after()));
        boolean altering = then.bytes() > 0 || then.later().isPositive();
        sharePoint.library().alterFiles(Optional.of(then).filter(any -> altering));
    }

    private static Optional<EmptyPictureUrl> emptyPictureUrl(Fields fields) throws BadField {
        Optional<String> how = fields.text("emptyPictureUrl");
        try {
            return how.map(EmptyPictureUrl::valueOf);
        } catch (IllegalArgumentException e) {
            throw new BadField(
                    "emptyPictureUrl",
                    "must be one of " + List.of(EmptyPictureUrl.values()) + ", got " + how.orElseThrow());
        }
    }

    private List<Person> people(Fields fields, String name) throws BadField {
        List<Person> people = new ArrayList<>();
        for (JsonNode one : fields.json().path(name)) {
            people.add(directory
                    .find(one.asText())
                    .orElseThrow(() -> new BadField(name, "names nobody of the directory: " + one)));
        }
        return people;
    }
}
