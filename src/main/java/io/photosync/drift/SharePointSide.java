package io.photosync.drift;

import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCallException;
import io.photosync.sharepoint.PhotoFiles;
import io.photosync.sharepoint.PhotoLibrary;
import io.photosync.sharepoint.Profile;
import io.photosync.sharepoint.Profiles;
import io.photosync.thumbnail.Fingerprinter;
import io.photosync.thumbnail.PictureFingerprint;
import io.photosync.thumbnail.UnreadableImage;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What SharePoint shows of a user: the current profile, and the files as served. */
@Singleton
final class SharePointSide {
    private final Profiles profiles;
    private final PhotoLibrary library;
    private final Fingerprinter fingerprinter;

    SharePointSide(Profiles profiles, PhotoLibrary library, Fingerprinter fingerprinter) {
        this.profiles = profiles;
        this.library = library;
        this.fingerprinter = fingerprinter;
    }

    /** One file's picture. */
    sealed interface Picture {

        record Shows(PictureFingerprint fingerprint) implements Picture {}

        record Missing() implements Picture {}

        record Unreadable(String why) implements Picture {}
    }

    /**
     * @param profile empty where the user has none
     * @param pointed files that the profile points at; empty where it points outside the library
     * @param files the files that were read
     * @param pictures small, medium, large
     */
    record Shown(Optional<Profile> profile, Optional<PhotoFiles> pointed, PhotoFiles files, List<Picture> pictures) {}

    /** @param pointed files that the profile points at; empty where it points outside the library */
    private record Pointing(Optional<Profile> profile, Optional<PhotoFiles> pointed) {
        PhotoFiles or(String expected) {
            return pointed.orElseGet(() -> new PhotoFiles(expected));
        }
    }

    /**
     * Sends four requests. Reads the files that the profile points at, or the expected ones where it points at none.
     *
     * @param expected base name of the files that we wrote, or would write
     */
    Shown read(String userPrincipalName, String expected, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        Pointing pointing = pointing(userPrincipalName, callContext);
        PhotoFiles files = pointing.or(expected);
        List<Picture> pictures = new ArrayList<>();
        for (String file : files.names()) {
            pictures.add(picture(library.read(file, callContext)));
        }
        return new Shown(pointing.profile(), pointing.pointed(), files, pictures);
    }

    /**
     * One of those files itself; empty where it is missing. Sends two requests.
     *
     * @param file which of the user's files
     */
    Optional<byte[]> file(
            String userPrincipalName, String expected, Function<PhotoFiles, String> file, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        return library.read(file.apply(pointing(userPrincipalName, callContext).or(expected)), callContext);
    }

    private Pointing pointing(String userPrincipalName, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        Optional<Profile> profile = profiles.read(userPrincipalName, callContext);
        return new Pointing(
                profile,
                profile.isPresent() ? library.filesOf(profile.get().pictureUrl(), callContext) : Optional.empty());
    }

    private Picture picture(Optional<byte[]> file) throws InterruptedException {
        if (file.isEmpty()) {
            return new Picture.Missing();
        }
        try {
            return new Picture.Shows(fingerprinter.of(file.get()));
        } catch (UnreadableImage e) {
            return new Picture.Unreadable(e.getMessage());
        }
    }
}
