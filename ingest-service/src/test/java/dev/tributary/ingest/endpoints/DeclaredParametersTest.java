package dev.tributary.ingest.endpoints;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ingest.http.QueryParameters;
import dev.tributary.ingest.json.JsonBytes;
import dev.tributary.schemas.types.EventSchemas;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a query's text becomes in the data of a declared event type. */
final class DeclaredParametersTest {
  private static final EventSchemas SCHEMAS =
      EventSchemas.of(
          Map.of(
              "probe.avsc",
              """
              {"type":"record","name":"probe","doc":"d","fields":[
                {"name":"whole","doc":"d","type":"int"},
                {"name":"real","doc":"d","type":["null","double"],"default":null},
                {"name":"flag","doc":"d","type":"boolean"},
                {"name":"text","doc":"d","type":"string"},
                {"name":"list","doc":"d","type":{"type":"array","items":"long"}},
                {"name":"amount","doc":"d",
                 "type":{"type":"bytes","logicalType":"decimal","precision":5,"scale":2}}
              ]}
              """));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          whole=3              | "whole":3
          whole=-30e2          | "whole":-30e2
          whole=3.5            | "whole":3.5
          whole=03             | "whole":"03"
          whole=%2B3           | "whole":"+3"
          whole=3+             | "whole":"3 "
          whole=three          | "whole":"three"
          whole=               | "whole":""
          whole=3,"x":1      | "whole":"3,\\"x\\":1"
          whole=true           | "whole":"true"
          real=0.5&whole=NaN   | "real":0.5,"whole":"NaN"
          flag=true            | "flag":true
          flag=TRUE            | "flag":"TRUE"
          flag=1               | "flag":"1"
          text=3               | "text":"3"
          list=1&list=2&list=x | "list":[1,2,"x"]
          amount=1.50          | "amount":"1.50"
          other=3              | "other":"3"
          """)
  void isANumberOrBooleanWhereTheFieldTakesOneAndTheTextIsOne(String query, String members) {
    assertThat(written("probe", query)).isEqualTo(members);
  }

  @ParameterizedTest
  @CsvSource({"whole=3", "flag=true"})
  void staysTextInATypeThatIsNotDeclared(String query) {
    assertThat(written("undeclared", query)).contains(":\"");
  }

  private static String written(String type, String query) {
    JsonBytes out = new JsonBytes(16);
    QueryParameters.parse(query).writeMembers(out, new DeclaredParameters(SCHEMAS).of(type));
    return new String(out.toByteArray(), UTF_8);
  }
}
