package dev.tributary.schemas.decode;

import static dev.tributary.schemas.TestJson.json;
import static dev.tributary.schemas.TestJson.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schemas.event.Decoded;
import dev.tributary.schemas.event.TypedData;
import dev.tributary.schemas.rules.Rejection;
import dev.tributary.schemas.rules.RejectionReason;
import dev.tributary.schemas.types.EventSchemas;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events of declared types: what becomes of each field. */
final class DeclaredEventsTest {
  private static final String GOOD =
      "'text':'a','uuid':'0189F7C1-7c3e-7b1a-9d2e-0242ac120002','symbol':'red','flag':true,"
          + "'small':-7,'big':9223372036854775807,'half':1.5,'real':1e300,'amount':12.5,"
          + "'day':'2026-02-28','at':'2026-11-24T01:02:03.456+01:00',"
          + "'list':[1,2],'byName':{'x':1},'place':{'city':'Bern','ZIPCode':3000}";

  private final EventDecoder strict = new EventDecoder(schemas("reject"));
  private final EventDecoder lenient = new EventDecoder(schemas("null"));

  @Test
  void readsEachTypeOfField() {
    assertThat(values(strict, GOOD))
        .isEqualTo(
            List.of(
                "a",
                "0189f7c1-7c3e-7b1a-9d2e-0242ac120002",
                "red",
                true,
                -7L,
                Long.MAX_VALUE,
                1.5,
                1e300,
                new BigDecimal("12.50"),
                (int) LocalDate.of(2026, 2, 28).toEpochDay(),
                Instant.parse("2026-11-24T00:02:03.456Z").toEpochMilli(),
                List.of(1L, 2L),
                Map.of("x", 1L),
                List.of("Bern", 3000L)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "text   | 7                       | WRONG_TYPE     | data.text        | a string",
        "text   | null                    | WRONG_TYPE     | data.text        | a string",
        "text   | {}                      | WRONG_TYPE     | data.text        | a string",
        "uuid   | 'x'                     | WRONG_TYPE     | data.uuid        | a UUID",
        "symbol | 'Red'                   | UNKNOWN_SYMBOL | data.symbol      | one of blue, red",
        "symbol | 1                       | WRONG_TYPE     | data.symbol      | one of blue, red",
        "flag   | 'true'                  | WRONG_TYPE     | data.flag        | true or false",
        "flag   | 1                       | WRONG_TYPE     | data.flag        | true or false",
        "small  | '7'                     | WRONG_TYPE     | data.small       | a whole number",
        "small  | true                    | WRONG_TYPE     | data.small       | a whole number",
        "small  | 1.5                     | WRONG_TYPE     | data.small       | a whole number",
        "small  | 1e-999999999            | WRONG_TYPE     | data.small       | a whole number",
        "small  | 2147483648              | OUT_OF_RANGE   | data.small       | 2147483647",
        "small  | -2147483649             | OUT_OF_RANGE   | data.small       | -2147483648",
        "big    | 9223372036854775808     | OUT_OF_RANGE   | data.big         | 9223372036854775807",
        "big    | 9223372036854775808.0   | OUT_OF_RANGE   | data.big         | 9223372036854775807",
        "big    | 1e999999999             | OUT_OF_RANGE   | data.big         | a whole number",
        "big    | 1e99999999999           | OUT_OF_RANGE   | data.big         | a whole number",
        "half   | 1e39                    | OUT_OF_RANGE   | data.half        | 32-bit",
        "real   | 1e309                   | OUT_OF_RANGE   | data.real        | 64-bit",
        "real   | '1'                     | WRONG_TYPE     | data.real        | 64-bit",
        "amount | 1.005                   | OUT_OF_RANGE   | data.amount      | 2 after it",
        "amount | '100000'                | OUT_OF_RANGE   | data.amount      | 3 digits before",
        "amount | 1e999999999             | OUT_OF_RANGE   | data.amount      | 3 digits before",
        "amount | 1e-999999999            | OUT_OF_RANGE   | data.amount      | 2 after it",
        "amount | 'ten'                   | WRONG_TYPE     | data.amount      | a number",
        "amount | true                    | WRONG_TYPE     | data.amount      | a number",
        "day    | '2026-02-30'            | OUT_OF_RANGE   | data.day         | a date",
        "day    | '24.11.2026'            | WRONG_TYPE     | data.day         | a date",
        "day    | 20000                   | WRONG_TYPE     | data.day         | a date",
        "at     | '2026-11-24'            | WRONG_TYPE     | data.at          | RFC 3339",
        "at     | 1764000000000           | WRONG_TYPE     | data.at          | RFC 3339",
        "list   | 1                       | WRONG_TYPE     | data.list        | an array",
        "list   | {}                      | WRONG_TYPE     | data.list        | an array",
        "list   | [1,null]                | WRONG_TYPE     | data.list[1]     | a whole number",
        "list   | [1,[2]]                 | WRONG_TYPE     | data.list[1]     | a whole number",
        "byName | []                      | WRONG_TYPE     | data.byName      | an object",
        "byName | {'a':1,'b':'2'}         | WRONG_TYPE     | data.byName.b    | a whole number",
        "place  | 'Bern'                  | WRONG_TYPE     | data.place       | an object",
        "place  | {'city':1}              | WRONG_TYPE     | data.place.city  | a string",
        "place  | {}                      | MISSING_FIELD  | data.place.city  | must be there",
      })
  void namesFieldValueAndRuleOfAWrongValue(
      String name, String json, RejectionReason reason, String field, String rule) {
    String data = GOOD + ",'" + name + "':" + json; // the last of two equal names wins
    Rejection rejection = ((Decoded.Invalid) decode(strict, data)).rejection();
    assertThat(rejection.reason()).isEqualTo(reason);
    assertThat(rejection.field()).isEqualTo(field);
    assertThat(rejection.rule()).startsWith("must be ").contains(rule);
    TypedData kept = ((Decoded.Valid) decode(lenient, data)).event().data();
    assertThat(kept.problems()).containsExactly(rejection.detail());
    assertThat(values(lenient, data)).hasSize(14).containsOnlyOnce((Object) null);
  }

  @Test
  void forgivesAWrongValueThatALaterOneOfItsNameReplaces() {
    assertThat(values(strict, "'small':'x'," + GOOD)).isEqualTo(values(strict, GOOD));
    assertThat(values(strict, GOOD + ",'place':{'city':1,'city':'Bern','ZIPCode':3000}"))
        .isEqualTo(values(strict, GOOD));
  }

  @ParameterizedTest
  @CsvSource({"3.0,3", "3e2,300", "-0,0", "0e999999999,0", "30000e-4,3", "2147483647.0,2147483647"})
  void takesAnyFormOfAWholeNumber(String json, long value) {
    assertThat(values(strict, GOOD + ",'small':" + json).get(4)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({"9.5,9.50", "0,0.00", "1e2,100.00", "1.500,1.50", "-999.99,-999.99"})
  void takesExactAmountsAsNumberOrText(String json, BigDecimal value) {
    assertThat(values(strict, GOOD + ",'amount':" + json).get(8)).isEqualTo(value);
    assertThat(values(strict, GOOD + ",'amount':'" + json + "'").get(8)).isEqualTo(value);
  }

  @Test
  void readsDataThatComesBeforeItsType() {
    byte[] json = utf8("{'Host':'é','data':{" + GOOD + "},'event_type':'probe'}");
    assertThat(((Decoded.Valid) strict.decode(json, 0)).event().data())
        .isEqualTo(((Decoded.Valid) decode(strict, GOOD)).event().data());
  }

  @Test
  void skipsWhatIsNotDeclared() {
    assertThat(values(strict, GOOD + ",'other':{'deep':[{}]},'more':1"))
        .isEqualTo(values(strict, GOOD));
  }

  @Test
  void neverHandsOutTextThatUtf8CannotHold() {
    assertThat(values(strict, GOOD + ",'text':'\\ud800 \\ud83d\\ude00'").get(0))
        .isEqualTo("\uFFFD 😀");
    byte[] header = utf8("{'event_type':'x','X-\\ud800':'\\udc00'}");
    assertThat(((Decoded.Valid) strict.decode(header, 0)).event().headers())
        .isEqualTo(Map.of("X-\uFFFD", "\uFFFD"));
  }

  @Test
  void fillsWhatIsMissing() {
    EventDecoder decoder = new EventDecoder();
    String order =
        "{'event_type':'order_placed','data':{'order_id':'1','customer_id':'2','currency':'EUR',"
            + "'total':1,'lines':[{'sku':'a','unit_price':'1'}]}}";
    assertThat(typed(decoder.decode(utf8(order), 0)))
        .startsWith("1", "2", "EUR", new BigDecimal("1.00"))
        .endsWith(null, null, false, null)
        .element(4)
        .isEqualTo(List.of(List.of("a", 1L, new BigDecimal("1.00"))));
    Decoded nothing = decoder.decode(utf8("{'event_type':'order_placed'}"), 0);
    assertThat(((Decoded.Invalid) nothing).rejection().detail())
        .isEqualTo("data.order_id must be there, as a string");
  }

  @ParameterizedTest
  @CsvSource({"default", "request_group", "accept_member", "decline_member", "message"})
  void takesTheOldEventsWithoutData(String type) {
    Decoded decoded = new EventDecoder().decode(utf8("{'event_type':'" + type + "'}"), 0);
    assertThat(typed(decoded)).isNotEmpty().containsOnlyNulls();
  }

  private static Decoded decode(EventDecoder decoder, String data) {
    return decoder.decode(utf8("{'event_type':'probe','data':{" + data + "}}"), 0);
  }

  private static List<Object> values(EventDecoder decoder, String data) {
    return typed(decode(decoder, data));
  }

  private static List<Object> typed(Decoded decoded) {
    assertThat(decoded).isInstanceOf(Decoded.Valid.class);
    TypedData data = ((Decoded.Valid) decoded).event().data();
    Object[] values = new Object[data.schema().fields().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = data.value(i);
    }
    return comparable(values);
  }

  /** The same with lists for arrays, which know no equality. */
  private static List<Object> comparable(Object[] values) {
    return Arrays.stream(values)
        .map(
            value ->
                value instanceof Object[] group
                    ? comparable(group)
                    : value instanceof List<?> list ? comparable(list.toArray()) : value)
        .collect(Collectors.toList());
  }

  private static EventSchemas schemas(String onWrongValue) {
    String text =
        "{'type':'record','name':'probe','doc':'d','tributary.onWrongValue':'"
            + onWrongValue
            + "','fields':["
            + field("text", "'string'")
            + field("uuid", "{'type':'string','logicalType':'uuid'}")
            + field("symbol", "{'type':'enum','name':'e','symbols':['red','blue']}")
            + field("flag", "'boolean'")
            + field("small", "'int'")
            + field("big", "'long'")
            + field("half", "'float'")
            + field("real", "'double'")
            + field("amount", "{'type':'bytes','logicalType':'decimal','precision':5,'scale':2}")
            + field("day", "{'type':'int','logicalType':'date'}")
            + field("at", "{'type':'long','logicalType':'timestamp-millis'}")
            + field("list", "{'type':'array','items':'long'}")
            + field("byName", "{'type':'map','values':'int'}")
            + "{'name':'place','doc':'d','type':{'type':'record','name':'place','fields':["
            + field("city", "'string'")
            + "{'name':'ZIPCode','doc':'d','type':['null','int'],'default':null}]}}]}";
    return EventSchemas.of(Map.of("probe.avsc", json(text)));
  }

  private static String field(String name, String type) {
    return "{'name':'" + name + "','doc':'d','type':" + type + "},";
  }
}
