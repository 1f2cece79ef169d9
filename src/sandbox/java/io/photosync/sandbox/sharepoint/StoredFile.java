package io.photosync.sandbox.sharepoint;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A file of the library.
 *
 * @param path server-relative, such as {@code /User Photos/Profile Pictures/x_MThumb.jpg}
 * @param uniqueId stays when the content is replaced
 * @param itemId of the file as an item of the library's list; stays likewise
 * @param version counts the writes, from 1
 */
record StoredFile(
        String path, byte[] content, UUID uniqueId, int itemId, int version, Instant created, Instant modified) {

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** {@code "{GUID},n"}, quotes included. */
    String etag() {
        return "\"" + guid() + "," + version + "\"";
    }

    StoredFile replacedBy(byte[] newContent, Instant now) {
        return new StoredFile(path, newContent, uniqueId, itemId, version + 1, created, now);
    }

    StoredFile movedTo(String newPath) {
        return new StoredFile(newPath, content, uniqueId, itemId, version, created, modified);
    }

    /** The keys of SharePoint's own answer, in its order. */
    Answer.Entity entity(String api) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("CheckInComment", "");
        properties.put("CheckOutType", 2);
        properties.put("ContentTag", guid() + "," + version + ",1");
        properties.put("CustomizedPageStatus", 0);
        properties.put("ETag", etag());
        properties.put("Exists", true);
        properties.put("ExistsAllowThrowForPolicyFailures", true);
        properties.put("ExistsWithException", true);
        properties.put("IrmEnabled", false);
        properties.put("Length", Integer.toString(content.length));
        properties.put("Level", 1);
        properties.put("LinkingUri", null);
        properties.put("LinkingUrl", "");
        properties.put("MajorVersion", 1);
        properties.put("MinorVersion", 0);
        properties.put("Name", name());
        properties.put("ServerRelativeUrl", path);
        properties.put("TimeCreated", seconds(created));
        properties.put("TimeLastModified", seconds(modified));
        properties.put("Title", null);
        properties.put("UIVersion", 512);
        properties.put("UIVersionLabel", "1.0");
        properties.put("UniqueId", uniqueId.toString());
        String id = api + "/Web/GetFileByServerRelativePath(decodedurl='" + Folder.quoted(path) + "')";
        return new Answer.Entity("SP.File", id, properties);
    }

    private String guid() {
        return "{" + uniqueId.toString().toUpperCase(java.util.Locale.ROOT) + "}";
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
