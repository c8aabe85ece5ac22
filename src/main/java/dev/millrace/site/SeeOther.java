package dev.millrace.site;

import org.jboss.resteasy.reactive.RestResponse;

/**
 * Where a form leads on to. The address is relative (RFC 9110 §10.2.2): behind a proxy an absolute one would have the
 * service's own name and scheme, which browsers then refuse to go to from a form.
 */
public final class SeeOther {

    private SeeOther() {}

    /** A page of this service. */
    public static <T> RestResponse<T> to(String path) {
        return RestResponse.ResponseBuilder.<T>create(RestResponse.Status.SEE_OTHER)
                .header("Location", path)
                .build();
    }
}
