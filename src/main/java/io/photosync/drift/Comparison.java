package io.photosync.drift;

import io.photosync.drift.ExchangeSide.Photo;
import io.photosync.drift.SharePointSide.Picture;
import io.photosync.drift.SharePointSide.Shown;
import io.photosync.sharepoint.Profile;
import io.photosync.sharepoint.ProfileProperty;
import io.photosync.thumbnail.PictureFingerprint;
import io.photosync.thumbnail.PictureFingerprint.Likeness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One user's photo in Exchange compared with what SharePoint shows.
 *
 * @param why reason when nothing could be compared
 * @param reasons all differences found; empty unless the verdict is {@code DIFFERENT}
 * @param profile empty where SharePoint has none
 */
public record Comparison(
        String userId,
        String userPrincipalName,
        Instant at,
        Verdict verdict,
        Optional<String> why,
        List<Reason> reasons,
        List<FileSeen> files,
        Optional<ProfileSeen> profile) {

    /** Result of the comparison. */
    public enum Verdict {
        SAME,
        DIFFERENT,
        NOT_COMPARED
    }

    /** What differs in SharePoint. */
    public enum Reason {
        OTHER_PICTURE("a file shows another picture than Exchange"),
        FILE_MISSING("a file is missing"),
        NOT_SHOWN("the profile shows a placeholder"),
        POINTS_ELSEWHERE("the profile does not point at the user's files"),
        PROFILE_OF_ANOTHER("the profile under the user's name belongs to another user"),
        NO_PROFILE("the user has no profile"),
        STILL_SHOWN("Exchange has no photo, and SharePoint has one");

        private final String description;

        Reason(String description) {
            this.description = description;
        }

        public String description() {
            return description;
        }
    }

    /** Result for one file. */
    public enum Match {
        SAME,
        DIFFERENT,
        MISSING,
        UNREADABLE,
        /** It exists, and there is nothing to compare it with. */
        STANDS
    }

    /**
     * @param exchange fingerprint of the thumbnail made of Exchange's photo
     * @param sharePoint fingerprint of SharePoint's file
     * @param distance between the two, from 0 to 255; up to 3 they show the same
     */
    public record FileSeen(
            String name,
            Match match,
            Optional<String> exchange,
            Optional<String> sharePoint,
            Optional<Double> distance) {}

    /** @param objectId object id of the user that the profile belongs to */
    public record ProfileSeen(String pictureUrl, String placeholderState, Optional<String> objectId) {

        static ProfileSeen of(Profile profile) {
            return new ProfileSeen(profile.pictureUrl(), profile.placeholderState(), profile.objectId());
        }
    }

    /**
     * The user to compare.
     *
     * @param baseName of the files that we wrote, or would write
     */
    record Subject(String userId, String userPrincipalName, String baseName) {}

    public Comparison {
        reasons = List.copyOf(reasons);
        files = List.copyOf(files);
    }

    static Comparison of(Subject subject, Photo photo, Shown shown, Instant now) {
        Optional<ProfileSeen> profile = shown.profile().map(ProfileSeen::of);
        List<FileSeen> files = files(photo, shown);
        List<Reason> reasons =
                switch (photo) {
                    case Photo.Shows photos -> wrong(subject, shown, profile, files);
                    case Photo.None none -> stillShown(shown, profile, files);
                    case Photo.Unknown unknown -> List.of();
                };
        Verdict verdict =
                switch (photo) {
                    case Photo.Unknown unknown -> Verdict.NOT_COMPARED;
                    case Photo.Shows shows -> reasons.isEmpty() ? Verdict.SAME : Verdict.DIFFERENT;
                    case Photo.None none -> reasons.isEmpty() ? Verdict.SAME : Verdict.DIFFERENT;
                };
        Optional<String> why = photo instanceof Photo.Unknown(String words) ? Optional.of(words) : Optional.empty();
        return new Comparison(
                subject.userId(), subject.userPrincipalName(), now, verdict, why, reasons, files, profile);
    }

    private static List<Reason> wrong(
            Subject subject, Shown shown, Optional<ProfileSeen> profile, List<FileSeen> files) {
        List<Reason> wrong = new ArrayList<>();
        if (files.stream().anyMatch(file -> file.match() == Match.DIFFERENT || file.match() == Match.UNREADABLE)) {
            wrong.add(Reason.OTHER_PICTURE);
        }
        if (files.stream().anyMatch(file -> file.match() == Match.MISSING)) {
            wrong.add(Reason.FILE_MISSING);
        }
        if (profile.isEmpty()) {
            wrong.add(Reason.NO_PROFILE);
            return wrong;
        }
        if (!profile.get().placeholderState().equals(ProfileProperty.PICTURE_SHOWN)) {
            wrong.add(Reason.NOT_SHOWN);
        }
        boolean own = shown.pointed()
                .filter(pointed -> pointed.baseName().equalsIgnoreCase(subject.baseName())
                        || pointed.baseName().equalsIgnoreCase(subject.userId()))
                .isPresent();
        if (!own) {
            wrong.add(Reason.POINTS_ELSEWHERE);
        }
        if (profile.get()
                .objectId()
                .filter(id -> !id.equalsIgnoreCase(subject.userId()))
                .isPresent()) {
            wrong.add(Reason.PROFILE_OF_ANOTHER);
        }
        return wrong;
    }

    /** A profile that points at missing files shows nothing; a file that no profile points at is still served. */
    private static List<Reason> stillShown(Shown shown, Optional<ProfileSeen> profile, List<FileSeen> files) {
        boolean profileShows = shown.pointed().isPresent()
                && profile.filter(seen -> seen.placeholderState().equals(ProfileProperty.PICTURE_SHOWN))
                        .isPresent();
        boolean fileExists = files.stream().anyMatch(file -> file.match() != Match.MISSING);
        return profileShows || fileExists ? List.of(Reason.STILL_SHOWN) : List.of();
    }

    private static List<FileSeen> files(Photo photo, Shown shown) {
        List<String> names = shown.files().names();
        List<FileSeen> files = new ArrayList<>();
        for (int size = 0; size < names.size(); size++) {
            Optional<PictureFingerprint> wanted = photo instanceof Photo.Shows(List<PictureFingerprint> sizes)
                    ? Optional.of(sizes.get(size))
                    : Optional.empty();
            files.add(file(names.get(size), wanted, shown.pictures().get(size)));
        }
        return files;
    }

    private static FileSeen file(String name, Optional<PictureFingerprint> wanted, Picture picture) {
        Optional<String> exchange = wanted.map(PictureFingerprint::text);
        return switch (picture) {
            case Picture.Missing() -> new FileSeen(name, Match.MISSING, exchange, Optional.empty(), Optional.empty());
            case Picture.Unreadable(String why) ->
                new FileSeen(name, Match.UNREADABLE, exchange, Optional.empty(), Optional.empty());
            case Picture.Shows(PictureFingerprint seen) ->
                new FileSeen(
                        name,
                        wanted.map(fingerprint -> match(fingerprint.likeness(seen)))
                                .orElse(Match.STANDS),
                        exchange,
                        Optional.of(seen.text()),
                        wanted.map(fingerprint -> Math.round(fingerprint.distance(seen) * 10) / 10.0));
        };
    }

    private static Match match(Likeness likeness) {
        return switch (likeness) {
            case SAME -> Match.SAME;
            case DIFFERENT -> Match.DIFFERENT;
        };
    }
}
