package io.photosync.sandbox.sharepoint;

import io.photosync.sandbox.sharepoint.Answer.Entities;
import io.photosync.sandbox.sharepoint.Answer.Entity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code web/GetListUsingPath(DecodedUrl='/User Photos')/items}: the library's files as list items, the way to read more than 5,000
 * of them. Pages follow one another by next link; {@code File} is always expanded.
 */
final class ListItemsApi {
    private static final String LIST = "/User Photos";
    private static final Pattern POSITION = Pattern.compile("p_ID=(\\d{1,9})");
    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 5_000;

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
        int from = position(call);
        int size = Math.min(
                LARGEST_PAGE, Integer.parseInt(call.request().param("$top").orElse("" + PAGE)));
        List<StoredFile> files = library.filesIn(library.photoFolder());
        List<Entity> page = files.stream()
                .skip(from)
                .limit(size)
                .map(file -> item(file, call))
                .toList();
        boolean more = from + page.size() < files.size();
        return new Entities("SP.Data.User_x0020_PhotosItem", page, more ? next(call, from + size, size) : "");
    }

    private static Entity item(StoredFile file, ApiCall call) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("File", file.entity(call.api()));
        fields.put("FileSystemObjectType", 0);
        fields.put("FileLeafRef", file.name());
        fields.put("FileDirRef", PhotoLibrary.parentOf(file.path()));
        fields.put("GUID", file.uniqueId().toString().toLowerCase(Locale.ROOT));
        return new Entity("SP.ListItem", call.api() + "/Web/Lists", fields).select(call.select());
    }

    private static int position(ApiCall call) {
        Matcher position = POSITION.matcher(call.request().param("$skiptoken").orElse(""));
        return position.find() ? Integer.parseInt(position.group(1)) : 0;
    }

    private static String next(ApiCall call, int from, int size) {
        String select = String.join(",", call.select());
        return "%s/web/GetListUsingPath(DecodedUrl='%s')/items?%%24select=%s&%%24expand=File&%%24top=%d&%%24skiptoken=Paged%%3DTRUE%%26p_ID%%3D%d"
                .formatted(call.api(), LIST.replace(" ", "%20"), select, size, from);
    }
}
