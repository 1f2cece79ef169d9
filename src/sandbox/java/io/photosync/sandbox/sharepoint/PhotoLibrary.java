package io.photosync.sandbox.sharepoint;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The folders and files of the my-site host's root web. Paths are compared without regard to case; a file keeps the spelling it
 * was first written with.
 */
public final class PhotoLibrary {
    private static final String LIBRARY = "/User Photos";

    private final Clock clock;
    private final Instant created;
    private final SortedMap<String, StoredFile> files = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final NavigableMap<Integer, String> pathsById = new TreeMap<>();
    /** Written, and not altered yet; in the order of writing. */
    private final Deque<Unaltered> unaltered = new ArrayDeque<>();

    private Optional<FileAlteration> alteration = Optional.empty();
    private boolean answersOfBefore;
    private String folderName;
    private int lastId = 1;

    private record Unaltered(String path, int version, Instant due, FileAlteration by) {}

    PhotoLibrary(String folderName, Clock clock) {
        this.folderName = folderName;
        this.clock = clock;
        this.created = now();
    }

    /** Where the thumbnails are. */
    public synchronized String photoFolder() {
        return LIBRARY + "/" + folderName;
    }

    /** Gives the photo folder another name, as a tenant of another language has it. Its files move along. */
    synchronized void renamePhotoFolder(String name) {
        List<StoredFile> moving = List.copyOf(filesIn(photoFolder()));
        moving.forEach(file -> files.remove(file.path()));
        folderName = name;
        moving.forEach(file -> put(file.movedTo(photoFolder() + "/" + file.name())));
    }

    synchronized Optional<Folder> folder(String path) {
        String wanted = withoutLastSlash(path);
        return folders().stream()
                .filter(wanted::equalsIgnoreCase)
                .findFirst()
                .map(found -> new Folder(found, idOf(found), itemsIn(found), created));
    }

    synchronized Optional<Folder> folder(UUID id) {
        return folders().stream()
                .filter(path -> idOf(path).equals(id))
                .findFirst()
                .flatMap(this::folder);
    }

    synchronized List<Folder> foldersIn(String parent) {
        return folders().stream()
                .filter(path -> !path.isEmpty() && parentOf(path).equalsIgnoreCase(parent))
                .flatMap(path -> folder(path).stream())
                .toList();
    }

    /** Sorted by name. */
    synchronized List<StoredFile> filesIn(String folder) {
        alter();
        String from = folder + "/";
        List<StoredFile> found = new ArrayList<>();
        for (StoredFile file : files.tailMap(from).values()) {
            if (!file.path().regionMatches(true, 0, from, 0, from.length())) {
                break;
            }
            if (file.path().indexOf('/', from.length()) < 0) {
                found.add(file);
            }
        }
        return List.copyOf(found);
    }

    /** The file at that server-relative path. */
    public synchronized Optional<byte[]> content(String path) {
        return file(path).map(StoredFile::content);
    }

    synchronized Optional<StoredFile> file(String path) {
        alter();
        return Optional.ofNullable(files.get(path));
    }

    /** How often each file was written, by its path. */
    public synchronized Map<String, Integer> versions() {
        return files.values().stream().collect(Collectors.toMap(StoredFile::path, StoredFile::version));
    }

    /** From now on SharePoint alters what is stored, or does not any more. */
    public synchronized void alterFiles(Optional<FileAlteration> by) {
        alteration = by;
    }

    /** SharePoint alters all that is stored already. */
    public synchronized void alterStored(FileAlteration by) {
        List.copyOf(files.values()).forEach(file -> put(by.of(file)));
    }

    public synchronized Optional<FileAlteration> alteration() {
        return alteration;
    }

    /** Whether an upload that replaces a file answers with what that file was before. */
    public synchronized boolean answersOfBefore() {
        return answersOfBefore;
    }

    public synchronized void answerOfBefore(boolean before) {
        answersOfBefore = before;
    }

    private void alter() {
        Instant now = clock.instant();
        while (!unaltered.isEmpty() && !unaltered.peek().due().isAfter(now)) {
            Unaltered next = unaltered.poll();
            Optional.ofNullable(files.get(next.path()))
                    .filter(file -> file.version() == next.version())
                    .ifPresent(file -> put(next.by().of(file)));
        }
    }

    /** @return what the upload answers: mostly the file as it is now */
    synchronized StoredFile upload(String path, byte[] content) {
        StoredFile before = file(path).orElse(null);
        StoredFile now = write(path, content);
        return answersOfBefore && before != null ? before : now;
    }

    /** Writes a file into a folder that exists; a file of that name is replaced. */
    synchronized StoredFile write(String path, byte[] content) {
        alter();
        StoredFile present = files.get(path);
        StoredFile written = present == null
                ? new StoredFile(path, content, UUID.randomUUID(), nextId(), 1, now(), now())
                : present.replacedBy(content, now());
        put(written);
        alteration.ifPresent(by -> unaltered.add(
                new Unaltered(written.path(), written.version(), clock.instant().plus(by.after()), by)));
        return written;
    }

    synchronized void delete(String path) {
        StoredFile gone = files.remove(path);
        if (gone != null) {
            pathsById.remove(gone.itemId());
        }
    }

    /** The photos' files whose ids come after the given one, in the order of their ids. */
    synchronized List<StoredFile> filesAfter(int itemId, int limit) {
        alter();
        return pathsById.tailMap(itemId, false).values().stream()
                .map(files::get)
                .limit(limit)
                .toList();
    }

    /** All files, in types of the JDK: what outlives a live reload. */
    synchronized List<List<Object>> memory() {
        return files.values().stream()
                .map(file -> List.<Object>of(
                        file.path(),
                        file.content(),
                        file.uniqueId(),
                        file.itemId(),
                        file.version(),
                        file.created(),
                        file.modified()))
                .toList();
    }

    /** Puts back what {@link #memory} told. */
    synchronized void recall(String photoFolder, List<List<Object>> memory) {
        folderName = photoFolder;
        files.clear();
        pathsById.clear();
        memory.forEach(file -> put(new StoredFile(
                (String) file.get(0),
                (byte[]) file.get(1),
                (UUID) file.get(2),
                (Integer) file.get(3),
                (Integer) file.get(4),
                (Instant) file.get(5),
                (Instant) file.get(6))));
    }

    private void put(StoredFile file) {
        files.put(file.path(), file);
        pathsById.put(file.itemId(), file.path());
        lastId = Math.max(lastId, file.itemId());
    }

    /** Ids are not used again. The photo folder itself has the first. */
    private int nextId() {
        lastId++;
        return lastId;
    }

    private Set<String> folders() {
        Set<String> folders = new LinkedHashSet<>(List.of("", LIBRARY, LIBRARY + "/Forms"));
        folders.add(photoFolder());
        return folders;
    }

    private int itemsIn(String folder) {
        return filesIn(folder).size()
                + (int) folders().stream()
                        .filter(path -> !path.isEmpty() && parentOf(path).equals(folder))
                        .count();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    static String parentOf(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    static String withoutLastSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static UUID idOf(String folder) {
        return UUID.nameUUIDFromBytes(folder.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }
}
