package io.photosync.sandbox.sharepoint;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A folder of the library, with the number of files and folders in it. */
record Folder(String path, UUID uniqueId, int itemCount, Instant created) {

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    Answer.Entity entity(String api) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("Exists", true);
        properties.put("ExistsAllowThrowForPolicyFailures", true);
        properties.put("ExistsWithException", true);
        properties.put("IsWOPIEnabled", false);
        properties.put("ItemCount", itemCount);
        properties.put("Name", name());
        properties.put("ProgID", null);
        properties.put("ServerRelativeUrl", path.isEmpty() ? "/" : path);
        properties.put("TimeCreated", created.toString());
        properties.put("TimeLastModified", created.toString());
        properties.put("UniqueId", uniqueId.toString());
        properties.put("WelcomePage", "");
        String id = api + "/Web/GetFolderByServerRelativePath(decodedurl='" + quoted(path) + "')";
        return new Answer.Entity("SP.Folder", id, properties);
    }

    static String quoted(String path) {
        return path.replace("'", "''").replace(" ", "%20");
    }
}
