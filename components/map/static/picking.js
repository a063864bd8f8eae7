/* While this layer lies on the map, a click tells the page the point under it, and the pointer is a cross. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  dateline.PickPoint = L.Layer.extend({
    onAdd: function (map) {
      map.getContainer().classList.add("dateline-picking");
      map.on("click", tell, map);
    },

    onRemove: function (map) {
      map.getContainer().classList.remove("dateline-picking");
      map.off("click", tell, map);
    },
  });

  function tell(event) {
    const { lat, lng } = event.latlng.wrap();
    this._datelineTell({ ...dateline.standing(this), picked_latitude: lat, picked_longitude: lng });
  }
})();
