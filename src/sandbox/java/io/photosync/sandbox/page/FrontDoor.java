package io.photosync.sandbox.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Whoever opens the address alone is led to the page. */
@Path("/")
public class FrontDoor {
    @GET
    public Response page() {
        return Response.seeOther(URI.create("/sandbox")).build();
    }
}
