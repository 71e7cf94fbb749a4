package org.ltet.portal.documents.corpus;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.ltet.portal.documents.fields.FieldName;

/** What stands on one bill, drawn by a {@link Paper}. The same seed gives the same bill. */
public final class MadeUpBill {

    /** The kinds that are measured. */
    public enum Trade {
        HOSPITAL,
        PHARMACY,
        LABORATORY,
        SCHOOL
    }

    record Item(String text, int quantity, BigDecimal amount) {}

    private static final String[] PLACES = {
        "Sunrise",
        "Shree Sai",
        "Lotus",
        "Vatsalya",
        "New City",
        "Ganga",
        "Sanjeevani",
        "St. Mary's",
        "Apex",
        "Jeevan",
        "Kaveri",
        "Navjeevan",
        "Medilife",
        "Om",
        "Green Park",
        "Sri Venkateswara",
        "Noble",
        "Rajdhani",
        "Wellspring",
        "Arogya"
    };
    private static final Map<Trade, String[]> NAMES = new EnumMap<>(Map.of(
            Trade.HOSPITAL,
                    new String[] {
                        "Hospital",
                        "Multispeciality Hospital",
                        "Nursing Home",
                        "Hospital & Research Centre",
                        "Institute of Medical Sciences"
                    },
            Trade.PHARMACY, new String[] {"Medical Stores", "Pharmacy", "Medicals", "Chemists & Druggists", "Medicos"},
            Trade.LABORATORY,
                    new String[] {"Diagnostics", "Pathology Laboratory", "Clinical Labs", "Scan & Imaging Centre"},
            Trade.SCHOOL,
                    new String[] {
                        "Public School",
                        "College of Engineering",
                        "Vidyalaya",
                        "Convent High School",
                        "Institute of Technology"
                    }));
    private static final Map<Trade, String[]> ITEMS = new EnumMap<>(Map.of(
            Trade.HOSPITAL,
                    new String[] {
                        "Room rent general ward",
                        "Consultation charges",
                        "Operation theatre",
                        "Surgeon fee",
                        "Nursing charges",
                        "Medicines and consumables",
                        "Anaesthesia",
                        "Investigations",
                        "ICU charges",
                        "Physiotherapy",
                        "Diet charges",
                        "Oxygen"
                    },
            Trade.PHARMACY,
                    new String[] {
                        "Paracetamol 650mg tab",
                        "Amoxicillin 500 cap",
                        "Pantoprazole 40",
                        "Metformin 500 SR",
                        "Telmisartan 40 tab",
                        "Insulin glargine pen",
                        "Calcium D3",
                        "Cetirizine 10mg",
                        "Atorvastatin 20",
                        "ORS sachet",
                        "Cough syrup 100ml",
                        "Vitamin B complex"
                    },
            Trade.LABORATORY,
                    new String[] {
                        "Complete blood count",
                        "Lipid profile",
                        "HbA1c",
                        "Thyroid profile T3 T4 TSH",
                        "Liver function test",
                        "Kidney function test",
                        "Urine routine",
                        "X-ray chest PA",
                        "USG abdomen",
                        "MRI brain plain",
                        "Vitamin D 25-OH",
                        "ECG"
                    },
            Trade.SCHOOL,
                    new String[] {
                        "Tuition fee",
                        "Examination fee",
                        "Library fee",
                        "Laboratory fee",
                        "Development charges",
                        "Sports fee",
                        "Transport fee",
                        "Computer fee",
                        "Admission fee",
                        "Hostel fee"
                    }));
    private static final String[] FIRST = {
        "Ramesh",
        "Lakshmi",
        "Anil",
        "Sunita",
        "Mohammed",
        "Priya",
        "Vijay",
        "Asha",
        "Suresh",
        "Deepa",
        "Harpreet",
        "Joseph",
        "Kavita",
        "Arjun",
        "Meena"
    };
    private static final String[] LAST = {
        "Patil",
        "Iyer",
        "Sharma",
        "Khan",
        "Nair",
        "Reddy",
        "Singh",
        "Das",
        "Kulkarni",
        "Fernandes",
        "Gupta",
        "Joshi",
        "Rao",
        "Banerjee"
    };
    private static final String[] DATES = {
        "dd/MM/yyyy",
        "dd-MM-yyyy",
        "dd.MM.yyyy",
        "dd-MMM-yyyy",
        "d MMM yyyy",
        "dd/MM/yy",
        "dd-MMM-yy",
        "dd MMMM yyyy",
        "yyyy-MM-dd"
    };

    final Random random;
    final Trade trade;
    final String vendor;
    final String address;
    final String number;
    final LocalDate date;
    final String person;
    final String title;
    final List<Item> items = new ArrayList<>();
    final BigDecimal gross;
    final BigDecimal discount;
    final BigDecimal tax;
    final BigDecimal advance;
    final BigDecimal total;
    private final DateTimeFormatter dates;
    private final int money;

    public MadeUpBill(Trade trade, long seed) {
        this.random = new Random(seed * 31 + trade.ordinal());
        this.trade = trade;
        String[] kinds = requireNonNull(NAMES.get(trade));
        this.vendor = maybeUpper(pick(PLACES) + " " + pick(kinds));
        this.address = (1 + random.nextInt(300)) + ", "
                + pick("Station Road", "M G Road", "Nehru Nagar", "Civil Lines", "Sector 14", "Gandhi Chowk") + ", "
                + pick("Pune", "Vadodara", "Chennai", "Kolkata", "Lucknow", "Mumbai", "Mysuru") + " - "
                + (400_000 + random.nextInt(300_000));
        this.date = LocalDate.of(2026, 10, 31).minusDays(random.nextInt(700));
        this.number = number();
        this.title = pick("", "", "Mr. ", "Mrs. ", "Ms. ");
        this.person = maybeUpper(pick(FIRST) + " "
                + (random.nextInt(3) == 0 ? (char) ('A' + random.nextInt(26)) + " " : "") + pick(LAST));
        BigDecimal sum = BigDecimal.ZERO;
        int count = 2 + random.nextInt(8);
        String[] texts = requireNonNull(ITEMS.get(trade));
        boolean whole = trade == Trade.SCHOOL || random.nextInt(3) == 0;
        for (int i = 0; i < count; i++) {
            int base = switch (trade) {
                case HOSPITAL -> 300 + random.nextInt(40_000);
                case PHARMACY -> 12 + random.nextInt(900);
                case LABORATORY -> 150 + random.nextInt(4_000);
                case SCHOOL -> 200 + 50 * random.nextInt(500);
            };
            BigDecimal amount = whole
                    ? BigDecimal.valueOf(base).setScale(2)
                    : BigDecimal.valueOf(base * 100L + random.nextInt(100), 2);
            items.add(new Item(texts[(i + (int) (seed % texts.length)) % texts.length], 1 + random.nextInt(5), amount));
            sum = sum.add(amount);
        }
        this.gross = sum;
        this.discount = random.nextInt(3) == 0
                ? sum.multiply(new BigDecimal("0.05")).setScale(2, RoundingMode.HALF_UP)
                : BigDecimal.ZERO;
        this.tax = trade == Trade.PHARMACY && random.nextInt(2) == 0
                ? sum.multiply(new BigDecimal("0.12")).setScale(2, RoundingMode.HALF_UP)
                : BigDecimal.ZERO;
        this.total = gross.subtract(discount).add(tax);
        this.advance = trade == Trade.HOSPITAL && random.nextInt(3) == 0
                ? BigDecimal.valueOf(5000 + 1000L * random.nextInt(5)).setScale(2)
                : BigDecimal.ZERO;
        this.dates = DateTimeFormatter.ofPattern(pick(DATES), Locale.ENGLISH);
        this.money = random.nextInt(4);
    }

    private String number() {
        int serial = 1 + random.nextInt(99_999);
        return switch (random.nextInt(8)) {
            case 0 -> Integer.toString(1000 + serial);
            case 1 -> "INV-" + String.format("%05d", serial);
            case 2 -> "HB/" + date.getYear() + "/" + String.format("%04d", serial % 10_000);
            case 3 -> pick("A", "C", "M", "CR", "OP", "IP") + serial;
            case 4 -> date.getYear() % 100 + "-" + (date.getYear() + 1) % 100 + "/" + serial;
            case 5 -> "RCPT" + String.format("%06d", serial);
            case 6 ->
                pick("GST", "PH", "LAB", "FEE") + "/" + String.format("%02d", date.getMonthValue()) + "/" + serial;
            default -> "B" + (20_000_000 + serial);
        };
    }

    @SafeVarargs
    final <T> T pick(T... from) {
        return from[random.nextInt(from.length)];
    }

    private String maybeUpper(String text) {
        return random.nextInt(2) == 0 ? text.toUpperCase(Locale.ROOT) : text;
    }

    String day() {
        return day(date);
    }

    String day(LocalDate other) {
        return dates.format(other);
    }

    String money(BigDecimal amount) {
        String plain = amount.toPlainString();
        return money == 0 ? plain : grouped(plain);
    }

    /** With what the makers of bills put before an amount that matters. */
    String payable(BigDecimal amount) {
        return switch (money) {
            case 1 -> "Rs. " + money(amount);
            case 2 -> "\u20b9 " + money(amount);
            default -> money(amount);
        };
    }

    private static String grouped(String plain) {
        String whole = plain.substring(0, plain.length() - 3);
        String last = whole.length() > 3 ? whole.substring(whole.length() - 3) : whole;
        String head = whole.length() > 3 ? whole.substring(0, whole.length() - 3) : "";
        StringBuilder grouped = new StringBuilder();
        while (head.length() > 2) {
            grouped.insert(0, "," + head.substring(head.length() - 2));
            head = head.substring(0, head.length() - 2);
        }
        return (head.isEmpty() ? "" : head + grouped + ",") + last + plain.substring(plain.length() - 3);
    }

    String inWords() {
        long rupees = total.longValue();
        int paise = total.remainder(BigDecimal.ONE).movePointRight(2).intValue();
        return "Rupees " + words(rupees) + (paise > 0 ? " and Paise " + words(paise) : "") + " Only";
    }

    static String words(long number) {
        String[] small = {
            "Zero",
            "One",
            "Two",
            "Three",
            "Four",
            "Five",
            "Six",
            "Seven",
            "Eight",
            "Nine",
            "Ten",
            "Eleven",
            "Twelve",
            "Thirteen",
            "Fourteen",
            "Fifteen",
            "Sixteen",
            "Seventeen",
            "Eighteen",
            "Nineteen"
        };
        String[] tens = {"", "", "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety"};
        if (number < 20) {
            return small[(int) number];
        }
        if (number < 100) {
            return tens[(int) number / 10] + (number % 10 == 0 ? "" : " " + small[(int) number % 10]);
        }
        if (number < 1000) {
            return small[(int) number / 100] + " Hundred" + (number % 100 == 0 ? "" : " " + words(number % 100));
        }
        if (number < 100_000) {
            return words(number / 1000) + " Thousand" + (number % 1000 == 0 ? "" : " " + words(number % 1000));
        }
        return words(number / 100_000) + " Lakh" + (number % 100_000 == 0 ? "" : " " + words(number % 100_000));
    }

    public Map<FieldName, String> truth() {
        return new EnumMap<>(Map.of(
                FieldName.BILL_NUMBER, number,
                FieldName.BILL_DATE, date.toString(),
                FieldName.VENDOR, vendor,
                FieldName.PERSON, person,
                FieldName.TOTAL, total.toPlainString()));
    }
}
