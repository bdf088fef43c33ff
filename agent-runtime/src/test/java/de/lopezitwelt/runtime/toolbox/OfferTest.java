package de.lopezitwelt.runtime.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.runtime.mcp.LeftOutTool;
import de.lopezitwelt.runtime.mcp.LeftOutTool.Why;
import de.lopezitwelt.runtime.model.ToolDefinition;
import de.lopezitwelt.runtime.tool.CalculatorTool;
import de.lopezitwelt.runtime.tool.Tool;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

class OfferTest {

    private static Tool named(String name) {
        return new Tool() {
            @Override
            public ToolDefinition definition() {
                return new ToolDefinition(name, null, null);
            }

            @Override
            public Uni<String> call(JsonNode arguments) {
                return Uni.createFrom().item("");
            }
        };
    }

    @Test
    void noMoreToolsThanProvidersTakeAreOfferedAndTheOthersNamed() {
        Offer offer = new Offer();
        for (int i = 0; i < 130; i++) {
            offer.add("srv", named("srv__t" + i));
        }
        offer.add(null, new CalculatorTool());
        offer.add("srv", named("srv__t0"));

        assertThat(offer.tools()).hasSize(128);
        assertThat(offer.leftOut())
                .extracting(LeftOutTool::name)
                .containsExactly("srv__t128", "srv__t129", CalculatorTool.NAME);
        assertThat(offer.leftOut()).allMatch(tool -> tool.why() == Why.LIMIT);
    }

    @Test
    void whatIsNamedTwiceIsOfferedAndLeftOutOnce() {
        Offer offer = new Offer();
        for (int i = 0; i < 2; i++) {
            offer.add("srv", named("srv__t"));
            offer.leaveOut(new LeftOutTool("srv", "u", Why.UNKNOWN, "the server lists no such tool"));
        }

        assertThat(offer.tools()).hasSize(1);
        assertThat(offer.leftOut()).hasSize(1);
    }
}
