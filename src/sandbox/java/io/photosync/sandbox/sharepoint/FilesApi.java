package io.photosync.sandbox.sharepoint;

import io.photosync.sandbox.sharepoint.Answer.Entities;
import io.photosync.sandbox.sharepoint.Answer.Entity;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * {@code _api/web}: folders and files by server-relative path, which clients page with {@code $top} and {@code $skip}, and the
 * library as a list. Only the my-site host has them.
 *
 * @see <a href="https://learn.microsoft.com/sharepoint/dev/sp-add-ins/working-with-folders-and-files-with-rest">Files with REST</a>
 */
final class FilesApi {
    private final PhotoLibrary library;
    private final ListItemsApi items;

    FilesApi(PhotoLibrary library) {
        this.library = library;
        this.items = new ListItemsApi(library);
    }

    Answer answer(ApiCall call) throws SharePointError {
        (call.is("GET") || call.is("HEAD") ? Permission.READ_FILES : Permission.WRITE_FILES).demandOf(call.roles());
        if (call.path().size() == 1) {
            return web(call);
        }
        Segment target = call.path().get(1);
        return switch (target.name()) {
            case "getfolderbyserverrelativepath", "getfolderbyserverrelativeurl", "getfolderbyid" ->
                inFolder(
                        call,
                        folder(call, target),
                        call.path().subList(2, call.path().size()));
            case "getfilebyserverrelativepath", "getfilebyserverrelativeurl" ->
                onFile(call, path(target), call.path().subList(2, call.path().size()));
            case "getlistusingpath", "getlist" -> items.answer(call);
            case "title" -> new Answer.Value("Title", "Sandbox My Site");
            default -> throw SharePointError.unknownResource(target.name());
        };
    }

    private Entity web(ApiCall call) throws SharePointError {
        String url = call.api().replace("/_api", "");
        return Selection.of(call)
                .of(new Entity(
                        "SP.Web",
                        call.api() + "/Web",
                        Map.of("Title", "Sandbox My Site", "Url", url, "ServerRelativeUrl", "/")));
    }

    private Folder folder(ApiCall call, Segment target) throws SharePointError {
        Optional<Folder> folder = target.is("getfolderbyid")
                ? library.folder(guid(target.demand("uniqueid", 0)))
                : call.host() == Host.MY_SITE ? library.folder(path(target)) : Optional.empty();
        return folder.orElseThrow(SharePointError::folderNotFound);
    }

    private Answer inFolder(ApiCall call, Folder folder, List<Segment> rest) throws SharePointError {
        if (rest.isEmpty()) {
            requireGet(call);
            return entity(call, folder);
        }
        Segment next = rest.getFirst();
        if (!next.arguments().isEmpty() && (next.is("files") || next.is("folders"))) {
            return named(call, folder, next, rest.subList(1, rest.size()));
        }
        if (rest.size() == 1 && (next.is("files") || next.is("folders"))) {
            requireGet(call);
            return next.is("files") ? files(call, folder) : folders(call, folder);
        }
        if (next.is("files")
                && rest.size() == 2
                && (rest.get(1).is("addusingpath") || rest.get(1).is("add"))) {
            return upload(call, folder, rest.get(1));
        }
        throw SharePointError.unknownResource(rest.getLast().name());
    }

    /** {@code Files('name')} or {@code Folders('name')}. */
    private Answer named(ApiCall call, Folder folder, Segment one, List<Segment> rest) throws SharePointError {
        String path = folder.path() + "/" + one.demand("url", 0);
        return one.is("files")
                ? onFile(call, path, rest)
                : inFolder(call, library.folder(path).orElseThrow(SharePointError::folderNotFound), rest);
    }

    private Answer files(ApiCall call, Folder folder) throws SharePointError {
        Optional<String> name = call.nameAskedFor();
        List<StoredFile> all = name.isPresent()
                ? library.file(folder.path() + "/" + name.get()).stream().toList()
                : library.filesIn(folder.path());
        Selection selection = Selection.of(call);
        List<Entity> page = new ArrayList<>();
        for (StoredFile file : call.page(all)) {
            page.add(selection.of(file.entity(call.api())));
        }
        return new Entities("SP.ApiData.Files1", page);
    }

    private Answer folders(ApiCall call, Folder folder) throws SharePointError {
        Optional<String> name = call.nameAskedFor();
        List<Folder> all = library.foldersIn(folder.path()).stream()
                .filter(inner -> name.map(inner.name()::equalsIgnoreCase).orElse(true))
                .toList();
        List<Entity> page = new ArrayList<>();
        for (Folder inner : call.page(all)) {
            page.add(entity(call, inner));
        }
        return new Entities("SP.ApiData.Folders1", page);
    }

    /** With what is in it, if that is to be expanded. */
    private Entity entity(ApiCall call, Folder folder) throws SharePointError {
        Selection selection = Selection.of(call);
        List<Entity> files = selection.expands("Files")
                ? library.filesIn(folder.path()).stream()
                        .map(file -> file.entity(call.api()))
                        .toList()
                : List.of();
        List<Entity> folders = selection.expands("Folders")
                ? library.foldersIn(folder.path()).stream()
                        .map(inner -> inner.entity(call.api()))
                        .toList()
                : List.of();
        return selection.of(folder.entity(call.api()), Set.of(), Map.of("Files", files, "Folders", folders));
    }

    private Answer upload(ApiCall call, Folder folder, Segment add) throws SharePointError {
        if (!call.is("POST")) {
            throw SharePointError.methodNotAllowed();
        }
        String name = add.demand(add.is("add") ? "url" : "decodedurl", 0);
        name = add.is("add") ? decoded(name) : name;
        FileName.check(name);
        String path = folder.path() + "/" + name;
        boolean overwrite = add.argument("overwrite", 1).orElse("false").equalsIgnoreCase("true");
        if (!overwrite && library.file(path).isPresent()) {
            throw SharePointError.fileExists(path);
        }
        return Selection.of(call).of(library.upload(path, call.request().body()).entity(call.api()));
    }

    private Answer onFile(ApiCall call, String path, List<Segment> rest) throws SharePointError {
        StoredFile file = Optional.of(call.host())
                .filter(Host.MY_SITE::equals)
                .flatMap(host -> library.file(path))
                .orElseThrow(() -> SharePointError.fileNotFound(path));
        if (rest.isEmpty()) {
            return call.is("DELETE") ? delete(call, file) : entity(call, file);
        }
        if (rest.size() > 1 || !rest.getFirst().is("$value")) {
            throw SharePointError.unknownResource(rest.getLast().name());
        }
        if (call.is("PUT")) {
            unlessChanged(call, file);
            library.write(file.path(), call.request().body());
            return new Answer.Nothing();
        }
        requireGet(call);
        return new Answer.Bytes(file);
    }

    private Answer entity(ApiCall call, StoredFile file) throws SharePointError {
        requireGet(call);
        return Selection.of(call).of(file.entity(call.api()));
    }

    private Answer delete(ApiCall call, StoredFile file) throws SharePointError {
        unlessChanged(call, file);
        library.delete(file.path());
        return new Answer.Nothing();
    }

    private static void unlessChanged(ApiCall call, StoredFile file) throws SharePointError {
        String ifMatch = call.request().header("if-match").orElse("*");
        if (!ifMatch.equals("*") && !ifMatch.equalsIgnoreCase(file.etag())) {
            throw SharePointError.etagMismatch(ifMatch, file.etag());
        }
    }

    private static void requireGet(ApiCall call) throws SharePointError {
        if (!call.is("GET") && !call.is("HEAD")) {
            throw SharePointError.methodNotAllowed();
        }
    }

    /** The {@code …Path} family takes the path as it is; the older {@code …Url} family decodes it once more. */
    private static String path(Segment target) throws SharePointError {
        boolean decoded = target.name().endsWith("path");
        String path = target.demand(decoded ? "decodedurl" : "serverrelativeurl", 0);
        if (!path.startsWith("/")) {
            throw SharePointError.notServerRelative();
        }
        return decoded ? path : decoded(path);
    }

    private static String decoded(String text) throws SharePointError {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw SharePointError.badArgument("The path is not encoded as it should be: " + text);
        }
    }

    private static UUID guid(String text) throws SharePointError {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw SharePointError.badArgument("Not a GUID: " + text);
        }
    }
}
