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
            public String ownName() {
                return name.replace("srv__", "");
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
        assertThat(offer.leftOut()).extracting(LeftOutTool::name).containsExactly("t128", "t129", CalculatorTool.NAME);
        assertThat(offer.shown().offered()).hasSize(128).contains(new AgentTools.Offered("srv", "t0", "srv__t0", ""));
        assertThat(offer.leftOut()).allMatch(tool -> tool.why() == Why.LIMIT);
    }

    @Test
    void modelThatTakesNoToolsIsOfferedNone() {
        Offer offer = new Offer();
        offer.add("srv", named("srv__t"));
        offer.add(null, new CalculatorTool());

        offer.leaveAllOut(Why.MODEL, "the model m takes no tools");

        assertThat(offer.tools()).isEmpty();
        assertThat(offer.leftOut())
                .containsExactly(
                        new LeftOutTool("srv", "t", Why.MODEL, "the model m takes no tools"),
                        new LeftOutTool(null, CalculatorTool.NAME, Why.MODEL, "the model m takes no tools"));
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
