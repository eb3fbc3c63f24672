"""The kit from which all screens are built. Parts know words and tokens, never the shop.

Import each part from its own module. Texts come in translated and formatted; amounts come in as
words, except in `MoneyField`. Every part follows the theme and the reading direction by itself.
Buttons and lists take the keyboard by Tab only: a click leaves it in the search field. Nothing
but `DataTable` and the product views reacts to Enter, because scanners end every code with it.

=============== ============================================== ====================================
module          part(constructor)                              signals · setters
=============== ============================================== ====================================
label           Label(text, role, tone, wrap, align)           setText · set_tone · set_parts
button          Button(text, kind, size, icon, end_icon, key,  clicked · set_text set_amount
                stacked)                                       set_badge set_icon set_end_icon
                                                               set_kind set_busy set_selected
button          IconButton(icon, name, kind, size)             clicked · set_icon set_name
tile_button     TileButton(text, icon, key, note, note_icon,   clicked · set_text set_note
                height)                                        set_selected
person_tile     PersonTile(name, role, height)                 clicked · set_selected
segmented       SegmentedToggle([Segment], size)               chosen(key) · set_current
stepper         QuantityStepper()                              stepped(±1) asked · set_quantity
chips           Chip(ChipItem) · ChipRow()                     chosen(key) · set_chips set_current
tag             Tag(text, tone, icon)                          set_state
badge           Badge(text, warning)                           set_text
key_hint        KeyHint(key)
switch          CheckBox(text, checked) · Switch(…)            toggled(bool) · setChecked
card            Card(padding, gap).column · Rule()             set_selected set_invalid
                SectionTitle(text, *trailing).title
page_head       PageHead(title, about, back, hint, stacked)    back
note_line       NoteLine(icon, tone, role, text)               set_text
banner          Banner(tone, title, text, icon, action,        acted · show_message
                two_lines)
toast           ToastArea(content)                             show_toast(text, action, on_action)
text_field      TextField(label, placeholder, help_text,       changed(text) submitted · set_text
                numeric).edit · PasswordField(label)           set_help set_error
search_field    SearchField(placeholder, key, height)          changed(text) submitted(text)
                                                               stepped(±1) · set_result set_text
money_field     MoneyField(name, show_minor, exponent,         amount_changed(minor) submitted
                limit_minor, placeholder, large)               · set_minor press(key)
keypad          Keypad(corner, key_height)                     pressed(key) · drive(press)
progress        ProgressBar(label, cancellable) · Bar()        cancelled · set_progress set_label
state_view      StateView() · StatefulArea(content)            acted cancelled · show_state
                                                               show_loading show_content
initials        InitialsTile(name, sku, size) · Avatar(name)   set_product · set_person
figure_card     FigureCard(label, opens)                       clicked · set_figure set_delta
bar_chart       BarChart(show_value, show_mark, empty_text)    set_data(categories, [Series])
                Legend()                                       set_names
share_bar       ShareBar(empty_text)                           set_shares([Share])
step_trail      StepTrail()                                    set_steps([Step])
data_table      DataTable([Column], row_height, name)          row_chosen(row) row_opened(row)
                                                               · set_rows([[Cell]]) choose_row
product_grid    ProductGrid()                                  chosen(row) details_asked(row)
product_table   ProductTable()                                 · setModel step clear_current
                                                               set_hits
product_card    ProductRole: what a model of products answers
cart_list       CartList()                                     line_selected(id) stepped(id, ±1)
                                                               asked(id, act) · set_lines
                                                               select_line set_editable
cart_line       CartLine(…), Explanation(…): a line in words
sums            SumsPanel()                                    set_sums([SumRow], total)
nav_rail        NavRail([NavItem])                             chosen(key) person_clicked
                                                               · set_current set_badge set_person
sync_indicator  SyncIndicator()                                clicked · set_state
status_row      StatusRow(keys_key, lock_key).sync             sync_clicked keys_clicked
                                                               lock_clicked sale_clicked · set_note
                                                               set_printer set_clock set_open_sale
=============== ============================================== ====================================

Below them: `painting` (boxes, text, mirrored rows), `press_target` (states of everything that can
be pressed), `button_look` (colours by kind and state), `focus_ring`, `field_edit`, `uniform_view`
(very many items of one size). `tests/ui/gallery.py` draws all of them into pictures.
"""
