package io.photosync.sandbox.sharepoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.http.Handler;
import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.http.Response;
import java.io.IOException;

/**
 * {@code /_sandbox/sharepoint}: what Microsoft has no API for. {@code GET} tells, {@code PUT} changes what its body names:
 *
 * <pre>{"folderName":"Profilbilder", "unitsPerMinute":1250, "unitsPerDay":1200000, "profileCalls":3000,
 * "everyCsomMethodCounts":false, "profilesMissing":["user id"], "profilesCreated":["user id"]}</pre>
 */
public final class SharePointControl implements Handler {
    private final SharePoint sharePoint;

    public SharePointControl(SharePoint sharePoint) {
        this.sharePoint = sharePoint;
    }

    @Override
    public Response handle(Request request) {
        return switch (request.method()) {
            case "GET" -> Response.json(200, state().toString());
            case "PUT" -> put(request);
            default -> Response.empty(405);
        };
    }

    private Response put(Request request) {
        try {
            JsonNode wish = JsonWriter.JSON.readTree(request.body());
            apply(wish);
            return Response.json(200, state().toString());
        } catch (IOException | IllegalArgumentException e) {
            ObjectNode error = JsonWriter.JSON.createObjectNode().put("error", e.getMessage());
            return Response.json(400, error.toString());
        }
    }

    private void apply(JsonNode wish) {
        Limits now = sharePoint.limits();
        sharePoint.limit(new Limits(
                wish.path("unitsPerMinute").asInt(now.unitsPerMinute()),
                wish.path("unitsPerDay").asInt(now.unitsPerDay()),
                wish.path("profileCalls").asInt(now.profileCalls()),
                wish.path("everyCsomMethodCounts").asBoolean(now.everyCsomMethodCounts())));
        String folder = wish.path("folderName").asText("");
        if (!folder.isBlank()) {
            sharePoint.renamePhotoFolder(folder);
        }
        wish.path("profilesMissing").forEach(id -> sharePoint.profiles().remove(id.asText()));
        wish.path("profilesCreated").forEach(id -> sharePoint.profiles().create(id.asText()));
    }

    private ObjectNode state() {
        Limits limits = sharePoint.limits();
        String folder = sharePoint.library().photoFolder();
        ObjectNode state = JsonWriter.JSON.createObjectNode();
        state.put("folderName", folder.substring(folder.lastIndexOf('/') + 1));
        state.put("unitsPerMinute", limits.unitsPerMinute());
        state.put("unitsPerDay", limits.unitsPerDay());
        state.put("profileCalls", limits.profileCalls());
        state.put("everyCsomMethodCounts", limits.everyCsomMethodCounts());
        sharePoint.profiles().missing().stream().sorted().forEach(state.putArray("profilesMissing")::add);
        return state;
    }
}
