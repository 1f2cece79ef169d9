package io.photosync.sharepoint;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The three files of one user. SharePoint itself names them by object id since about 2021; older profiles have names
 * made from the user principal name, which are kept.
 */
public record PhotoFiles(String baseName) {
    private static final String ALLOWED = "[^\"*:<>?/\\\\|\\p{Cntrl}]+";
    private static final Pattern BASE_NAME = Pattern.compile(ALLOWED);
    private static final Pattern FILE_NAME =
            Pattern.compile("(" + ALLOWED + ")_[SML]Thumb\\.jpg", Pattern.CASE_INSENSITIVE);

    public PhotoFiles {
        if (!BASE_NAME.matcher(baseName).matches()) {
            throw new IllegalArgumentException(
                    "base name of photo files must not be empty or hold \" * : < > ? / \\ |, got '" + baseName + "'");
        }
    }

    public String small() {
        return baseName + "_SThumb.jpg";
    }

    public String medium() {
        return baseName + "_MThumb.jpg";
    }

    public String large() {
        return baseName + "_LThumb.jpg";
    }

    /** All three. */
    public List<String> names() {
        return List.of(small(), medium(), large());
    }

    /**
     * The files that a profile's picture URL belongs to, whatever its spelling: with or without port 443, encoding and
     * query string.
     *
     * @param folder the server-relative path of our folder
     * @return empty when the URL leads outside that folder, or to a file of another kind
     */
    static Optional<PhotoFiles> of(String pictureUrl, SiteUrl mySite, String folder) {
        try {
            // Tools write spaces as they are; a URI has none.
            URI url = new URI(pictureUrl.strip().replace(" ", "%20"));
            if (!"https".equalsIgnoreCase(url.getScheme()) || url.getPath() == null || !mySite.isHostOf(url)) {
                return Optional.empty();
            }
            return inFolder(url.getPath(), folder + "/");
        } catch (URISyntaxException notOurs) {
            return Optional.empty();
        }
    }

    /** The base name of a file, by its name without the folder; empty when it is none of the three. */
    public static Optional<PhotoFiles> ofFile(String fileName) {
        Matcher name = FILE_NAME.matcher(fileName);
        return name.matches() ? Optional.of(new PhotoFiles(name.group(1))) : Optional.empty();
    }

    private static Optional<PhotoFiles> inFolder(String path, String folder) {
        if (!path.regionMatches(true, 0, folder, 0, folder.length())) {
            return Optional.empty();
        }
        return ofFile(path.substring(folder.length()));
    }
}
