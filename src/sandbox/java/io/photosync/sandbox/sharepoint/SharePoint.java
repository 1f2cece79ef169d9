package io.photosync.sandbox.sharepoint;

import io.photosync.sandbox.entra.TokenCheck;
import io.photosync.sandbox.http.Handler;
import io.photosync.sandbox.people.Person;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;

/** SharePoint Online of one tenant: two hosts over one library and one set of profiles. */
public final class SharePoint {
    private final SharePointSettings settings;
    private final PhotoLibrary library;
    private final ProfileStore profiles;
    private final ShownPictures pictures;
    private final OwnPull pull;
    private final Meter meter;
    private final Handler mySite;
    private final Handler admin;

    /**
     * @param people finds a person by user principal name, without regard to case
     * @param unitsUsed is told the resource units of each request, refused ones included
     */
    public SharePoint(
            SharePointSettings settings,
            Function<String, Optional<Person>> people,
            TokenCheck tokens,
            IntConsumer unitsUsed,
            Clock clock) {
        this.settings = settings;
        this.library = new PhotoLibrary(settings.folderName(), clock);
        this.profiles = new ProfileStore(people);
        this.pictures = new ShownPictures(profiles, library);
        this.pull = new OwnPull(library, profiles, settings.mySite(), clock);
        this.meter = new Meter(settings.limits(), unitsUsed, clock);
        Resources resources =
                new Resources(new FilesApi(library), profilesOf(settings), new UserPhotoPage(pictures), library);
        this.mySite = host(Host.MY_SITE, tokens, resources);
        this.admin = host(Host.ADMIN, tokens, resources);
    }

    /** The {@code -my} host. */
    public Handler mySite() {
        return mySite;
    }

    /** The {@code -admin} host. */
    public Handler admin() {
        return admin;
    }

    public PhotoLibrary library() {
        return library;
    }

    public ProfileStore profiles() {
        return profiles;
    }

    public Limits limits() {
        return meter.limits();
    }

    public void limit(Limits changed) {
        meter.change(changed);
    }

    /** Gives the photo folder the name that it has in a tenant of another language. */
    public void renamePhotoFolder(String name) {
        library.renamePhotoFolder(name);
    }

    /**
     * The tenant's domain was renamed: the hosts are the same, and what profiles say of their pictures still names the old one.
     *
     * @param oldMySite address that the {@code -my} host had
     */
    public void renamedFrom(URI oldMySite) {
        profiles.replaceInPictureUrls(settings.mySite().toString(), oldMySite.toString());
    }

    /**
     * Gives a user the picture that SharePoint imported from Exchange years ago, when it named the files by user
     * principal name.
     *
     * @param thumbnails of the sizes S, M and L
     */
    public void seedOldPicture(Person person, Thumbnails thumbnails) {
        pull.store(person, person.userPrincipalName().replaceAll("[@.]", "_"), thumbnails, "63605901091");
    }

    /**
     * SharePoint imports a user's photo from Exchange by itself, as when the user visits the profile.
     *
     * @param photo empty when Exchange has none
     */
    public void pull(Person person, Optional<byte[]> photo) {
        pull.now(person, photo);
    }

    /** Files and profiles in types of the JDK: what outlives a live reload. */
    public Map<String, Object> memory() {
        return Map.of(
                "folder", library.photoFolder().substring(library.photoFolder().lastIndexOf('/') + 1),
                "files", library.memory(),
                "profiles", profiles.memory(),
                "missing", profiles.missing());
    }

    /** Puts back what {@link #memory} told. */
    @SuppressWarnings("unchecked")
    public void recall(Map<String, Object> memory) {
        library.recall((String) memory.get("folder"), (List<List<Object>>) memory.get("files"));
        profiles.recall(
                (Map<String, Map<String, String>>) memory.get("profiles"), (List<String>) memory.get("missing"));
    }

    /**
     * The picture that SharePoint shows for a user, without a request; empty while it shows the placeholder.
     *
     * @param size S, M or L
     */
    public Optional<Picture> shownPicture(Person person, String size) {
        return pictures.find(person.userPrincipalName(), size).map(file -> new Picture(file.content(), file.etag()));
    }

    /** @param version differs for other content */
    public record Picture(byte[] jpeg, String version) {}

    /** JPEGs of one picture. */
    public record Thumbnails(byte[] small, byte[] medium, byte[] large) {}

    private Profiles profilesOf(SharePointSettings its) {
        return new Profiles(profiles, its.mySite());
    }

    private Handler host(Host host, TokenCheck tokens, Resources resources) {
        return new SiteHost(host, settings.of(host), new Gate(settings.of(host), tokens), meter, resources);
    }
}
