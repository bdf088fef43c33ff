package de.lopezitwelt.platform.web.problem;

/** The errors every service can answer with. */
public enum CommonProblem implements EnumProblem {
    VALIDATION("The request is not valid", 400),
    UNAUTHENTICATED("Authentication is required", 401),
    FORBIDDEN("The caller may not do this", 403),
    NOT_FOUND("There is no such resource", 404),
    METHOD_NOT_ALLOWED("The resource does not know this method", 405),
    NOT_ACCEPTABLE("No representation the client accepts", 406),
    REQUEST_TIMEOUT("The request took too long to arrive", 408),
    CONFLICT("The state of the resource does not allow this", 409),
    PRECONDITION_FAILED("The resource has changed since it was read", 412),
    PAYLOAD_TOO_LARGE("The request is too large", 413),
    URI_TOO_LONG("The address is too long", 414),
    UNSUPPORTED_MEDIA_TYPE("The media type is not supported", 415),
    IDEMPOTENCY_KEY_REUSED("The idempotency key was used for another request", 422),
    PRECONDITION_REQUIRED("The request needs an If-Match header", 428),
    RATE_LIMITED("Too many requests", 429),
    HEADERS_TOO_LARGE("The request headers are too large", 431),
    INTERNAL("Something went wrong here", 500),
    NOT_IMPLEMENTED("This service knows no such method", 501),
    BAD_GATEWAY("A service behind this one did not answer as agreed", 502),
    UNAVAILABLE("The service is temporarily unavailable", 503),
    GATEWAY_TIMEOUT("A service behind this one did not answer in time", 504),
    HTTP_VERSION_NOT_SUPPORTED("This version of HTTP is not spoken here", 505);

    private final Description description;

    CommonProblem(String title, int status) {
        this.description = new Description(title, status);
    }

    @Override
    public Description description() {
        return description;
    }
}
