package de.lopezitwelt.platform.web.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** Leaves operations between services out of the public document; {@link InternalApi} shows them. */
@OpenApiFilter(OpenApiFilter.RunStage.RUN)
public class PublicApi implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI document) {
        DocumentPart.PUBLIC.filterOpenAPI(document);
    }
}
