package io.photosync.ops.user;

import io.photosync.call.MicrosoftCallException;
import io.photosync.drift.ServedPhoto;
import io.photosync.drift.UserPhotos.Which;
import io.photosync.ops.ApiException;
import io.photosync.ops.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A user's photos as both sides have them now. */
@Path("/ops/api/users/{idOrUpn}/photos/{which}")
@Produces({PhotoResource.JPEG, PhotoResource.PNG})
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
@Tag(name = "Users", description = "State of one user")
public class PhotoResource {
    static final String JPEG = "image/jpeg";
    static final String PNG = "image/png";

    private final UserLookup userLookup;
    private final ShownPhotos photos;

    PhotoResource(UserLookup userLookup, ShownPhotos photos) {
        this.userLookup = userLookup;
        this.photos = photos;
    }

    @GET
    @Operation(
            summary = "Shows Exchange's photo, or SharePoint's small, medium or large one",
            description = "which is exchange, small, medium or large. One request to Graph, or two to SharePoint.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = JPEG, schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = PNG, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(responseCode = "404", description = "There is no such photo, or no such user")
    @APIResponse(responseCode = "503", description = "Microsoft does not answer, or too many photos are being read")
    public Response photo(@PathParam("idOrUpn") String idOrUpn, @PathParam("which") String which)
            throws MicrosoftCallException, InterruptedException {
        Which wanted = wanted(which);
        return switch (photos.read(userLookup.find(idOrUpn), wanted)) {
            case ServedPhoto.Picture picture -> answer(picture);
            case ServedPhoto.None(String why) -> throw ApiException.notFound(why);
        };
    }

    /** A face is nothing for a cache that others share, nor for another site's page. */
    public static Response answer(ServedPhoto.Picture picture) {
        return Response.ok(picture.bytes(), picture.type())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .build();
    }

    private static Which wanted(String name) {
        return Arrays.stream(Which.values())
                .filter(which -> which.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> ApiException.notFound(
                        "no photo " + ApiException.shown(name) + "; there are exchange, small, medium and large"));
    }
}
