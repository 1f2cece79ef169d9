package io.photosync.sandbox.sharepoint;

import io.photosync.sandbox.sharepoint.Answer.Entities;
import io.photosync.sandbox.sharepoint.Answer.Entity;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code web/GetListUsingPath(DecodedUrl='/User Photos')/items}: the library as list items, the way to read more than 5,000 of
 * them. Folders are items too, without a file. Items come in the order of their ids; pages follow one another by next link.
 */
final class ListItemsApi {
    private static final String LIST = "/User Photos";
    private static final Pattern POSITION = Pattern.compile("p_ID=(\\d{1,9})");
    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 5_000;

    /** The photo folder is older than any file. */
    private static final int FOLDER_ID = 1;

    /** What SharePoint keeps beside the list's own fields. */
    private static final Set<String> ON_DEMAND = Set.of("FileLeafRef", "FileDirRef", "FileRef");

    private final PhotoLibrary library;

    ListItemsApi(PhotoLibrary library) {
        this.library = library;
    }

    Answer answer(ApiCall call) throws SharePointError {
        Segment list = call.path().get(1);
        String path = list.demand(list.is("getlist") ? "listurl" : "decodedurl", 0);
        boolean ours = call.host() == Host.MY_SITE && LIST.equalsIgnoreCase(path);
        if (!ours || call.path().size() != 3 || !call.last().is("items")) {
            throw SharePointError.unknownResource(path);
        }
        int after = position(call);
        int size = Math.min(LARGEST_PAGE, call.number("$top", PAGE));
        List<Entity> items = new ArrayList<>();
        int last = after;
        if (after < FOLDER_ID && size > 0) {
            items.add(folder(call));
            last = FOLDER_ID;
        }
        for (StoredFile file : library.filesAfter(last, size - items.size())) {
            items.add(file(call, file));
            last = file.itemId();
        }
        boolean more = !library.filesAfter(last, 1).isEmpty();
        return new Entities("SP.Data.User_x0020_PhotosItem", items, more ? next(call, last) : "");
    }

    private Entity folder(ApiCall call) throws SharePointError {
        Folder folder = library.folder(library.photoFolder()).orElseThrow();
        return item(call, FOLDER_ID, folder.path(), folder.uniqueId().toString(), null);
    }

    private Entity file(ApiCall call, StoredFile file) throws SharePointError {
        return item(call, file.itemId(), file.path(), file.uniqueId().toString(), file.entity(call.api()));
    }

    private static Entity item(ApiCall call, int id, String path, String guid, Entity file) throws SharePointError {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("FileSystemObjectType", file == null ? 1 : 0);
        fields.put("Id", id);
        fields.put("Title", null);
        fields.put("ID", id);
        fields.put("GUID", guid.toLowerCase(Locale.ROOT));
        fields.put("FileLeafRef", path.substring(path.lastIndexOf('/') + 1));
        fields.put("FileDirRef", PhotoLibrary.parentOf(path));
        fields.put("FileRef", path);
        Map<String, Object> navigations = new HashMap<>();
        navigations.put("File", file);
        String address =
                "%s/Web/GetListUsingPath(DecodedUrl='%s')/items(%d)".formatted(call.api(), Folder.quoted(LIST), id);
        return Selection.of(call)
                .of(new Entity("SP.Data.User_x0020_PhotosItem", address, fields), ON_DEMAND, navigations);
    }

    private static int position(ApiCall call) {
        Matcher position = POSITION.matcher(call.option("$skiptoken").orElse(""));
        return position.find() ? Integer.parseInt(position.group(1)) : 0;
    }

    private static String next(ApiCall call, int last) {
        StringBuilder link = new StringBuilder(
                "%s/web/GetListUsingPath(DecodedUrl='%s')/items?%%24skiptoken=Paged%%3dTRUE%%26p_ID%%3d%d"
                        .formatted(call.api(), Folder.quoted(LIST), last));
        for (String option : List.of("$select", "$expand", "$top")) {
            call.option(option).ifPresent(value -> link.append("&")
                    .append(URLEncoder.encode(option, StandardCharsets.UTF_8))
                    .append("=")
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20")));
        }
        return link.toString();
    }
}
